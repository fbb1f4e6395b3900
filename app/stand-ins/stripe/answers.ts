// Reads requests and formats responses and errors as Stripe's API does.
import type { Context } from 'hono';

/** Parameters of a request; refused if the API does not know one of them. */
export type Params = { ok: true; params: URLSearchParams } | { ok: false; answer: Response };

export async function readParams(c: Context, known: readonly RegExp[]): Promise<Params> {
  const params =
    c.req.method === 'POST' ? new URLSearchParams(await c.req.text()) : new URL(c.req.url, 'http://api').searchParams;
  const unknown = [...params.keys()].find((key) => !known.some((pattern) => pattern.test(key)));
  return unknown
    ? { ok: false, answer: refuseRequest(c, `Received unknown parameter: ${unknown}`) }
    : { ok: true, params };
}

export const metadata = /^metadata\[\w+\]$/;
/** A request's metadata, as JSON. */
export function metadataOf(params: URLSearchParams): string {
  const own = [...params].flatMap(([key, value]) => {
    const name = /^metadata\[(\w+)\]$/.exec(key)?.[1];
    return name ? [[name, value] as const] : [];
  });
  return JSON.stringify(Object.fromEntries(own));
}

export const listParams = [/^limit$/, /^starting_after$/];

/** The part of a list that is asked for; refused when it is too long. */
export function readPage(
  c: Context,
  params: URLSearchParams,
): { ok: true; limit: number; after: string | null } | { ok: false; answer: Response } {
  const limit = Number(params.get('limit') ?? 10);
  return Number.isInteger(limit) && limit >= 1 && limit <= 100
    ? { ok: true, limit, after: params.get('starting_after') }
    : { ok: false, answer: refuseRequest(c, 'Invalid limit') };
}

/** One page of a list: at most `limit` objects after `starting_after`. */
export function listPage<T extends { id: string }>(
  c: Context,
  url: string,
  all: readonly T[],
  params: URLSearchParams,
): Response {
  const page = readPage(c, params);
  if (!page.ok) return page.answer;
  const { limit, after } = page;
  const from = after ? all.findIndex(({ id }) => id === after) + 1 : 0;
  if (after && from === 0) return missingObject(c, 'object', after);
  return c.json({ object: 'list', url, has_more: from + limit < all.length, data: all.slice(from, from + limit) });
}

export function refuseRequest(c: Context, message: string, code?: string): Response {
  return c.json(errorBody(message, 'invalid_request_error', code), 400);
}

export function missingObject(c: Context, what: string, id: string): Response {
  return c.json(errorBody(`No such ${what}: '${id}'`, 'invalid_request_error', 'resource_missing'), 404);
}

export function errorBody(message: string, type = 'invalid_request_error', code?: string) {
  return { error: { type, message, ...(code && { code }) } };
}

/** A positive whole amount of cents; null otherwise. */
export function readAmount(text: string | null): number | null {
  const amount = Number(text);
  return Number.isSafeInteger(amount) && amount > 0 ? amount : null;
}
