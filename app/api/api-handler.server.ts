// Every address of the read API through one helper: parameters are checked first, and each refusal is a problem.
import type { LoaderFunctionArgs } from '@remix-run/node';
import type { Audience } from '#app/domain/scoring/audience.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import type { RouteName } from '#app/http/access.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { problemResponse } from '#app/http/problem.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import type { ApiPath } from './openapi.ts';
import { findWrongParameter, type WrongParameter } from './parameters.ts';
import { apiAudience, apiLocale, jsonResponse } from './responses.server.ts';

/** A request of the API: its parameters, which fit the OpenAPI document, and the slug of its address. */
export type ApiQuery = { search: URLSearchParams; locale: Locale; audience: Audience; slug: string };

/** A parameter that the document cannot refuse by itself, because it depends on another one. */
export class ParameterRefused extends Error {
  wrong: WrongParameter;
  constructor(parameter: string, why: string) {
    super(parameter);
    this.wrong = { parameter, detail: `${parameter} ${why}` };
  }
}

/** The loader of an address of the API; `work` makes the body, and may throw NotFound or ParameterRefused. */
export function apiHandler(
  route: RouteName,
  path: ApiPath,
  work: (ctx: RequestContext, query: ApiQuery) => unknown,
): (args: LoaderFunctionArgs) => Promise<Response> {
  return routeHandler(route, async (ctx, { params }): Promise<Response> => {
    const search = ctx.url.searchParams;
    const wrong = findWrongParameter(path, search);
    if (wrong) return refusal(wrong);
    try {
      const query = { search, locale: apiLocale(search), audience: apiAudience(search), slug: params.slug ?? '' };
      return jsonResponse(await work(ctx, query));
    } catch (error) {
      if (error instanceof NotFound) return problemResponse(404, 'nothing has this slug', { parameter: 'slug' });
      if (error instanceof ParameterRefused) return refusal(error.wrong);
      ctx.services.log.error({ err: error, requestId: ctx.requestId, path: ctx.url.pathname }, 'unexpected error');
      return problemResponse(500, `our fault; it is logged under ${ctx.requestId}`);
    }
  });
}

function refusal({ parameter, detail }: WrongParameter): Response {
  return problemResponse(400, detail, { parameter });
}
