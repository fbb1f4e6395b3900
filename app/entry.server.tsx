// Renders a page to a string once it is complete: pages are small, and a string is cheaper than a stream.

import type { ActionFunctionArgs, EntryContext, LoaderFunctionArgs } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
// React 18's build for Node leaves NUL bytes where a character crosses its 2,048-byte buffer
// (facebook/react#24985); its build for web streams copies bytes.
import { renderToString } from 'react-dom/server.browser';
import type { UnansweredSearch } from '#app/domain/search/unanswered.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { askedLocale } from './http/asked-locale.ts';
import type { KeptMember } from './http/kept-visitor.ts';
import { LanguageProvider } from './i18n/language.tsx';
import { catalogues } from './i18n/messages.ts';
import { getServices } from './wiring.server.ts';

export { countBrowserLines } from './domain/basket/own-basket.server.ts';
export { openPublicVersion } from './domain/reporting/public-version.server.ts';
export { isLoopback } from './domain/shared/loopback.ts';
export { changesFlash } from './http/flash.ts';
export { openFullTiles } from './http/full-tiles.server.ts';
export { loggedStatus } from './http/gone-visitor.ts';
export { publicPage } from './http/kept-answer.ts';
export { openKeptAnswers } from './http/kept-answers.server.ts';
export { findKeptMember } from './http/kept-member.server.ts';
export { isOpenPath, nameAllowed, openPaths, refuseMethod } from './http/methods.ts';
export { findSearcher } from './http/searcher.server.ts';
export {
  asksForPage,
  baseHeaders,
  endsSession,
  hasTwoHosts,
  isCrossSite,
  printedAddress,
  securityHeaders,
} from './http/security.ts';
export { findClientAddress } from './http/trusted-proxy.ts';
export { setupSentence } from './setup-sentence.ts';
export { getServices };

declare module '@remix-run/node' {
  interface AppLoadContext {
    requestId?: string;
    address?: string;
    /** Set by an action that answers with its form again; the root's loader of the same request reads it. */
    refused?: boolean;
    /** Of a page that is kept for every browser with so many lines in its basket. */
    basketLines?: number;
    /** Of a page that is kept for every browser that ticked so many offers for comparison. */
    comparedOffers?: number;
    /** Of a page that is kept for everybody signed in of this kind. */
    member?: KeptMember;
    /** Set by an action that was posted too often. */
    retryAfterSeconds?: number;
    /** Set by a page that has no answer to a search; counted for each person to whom it is sent. */
    unanswered?: UnansweredSearch;
  }
}

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: { retryAfterSeconds?: number },
): Promise<Response> {
  const root = remix.staticHandlerContext.loaderData.root as { locale?: Locale } | undefined;
  const locale = root?.locale ?? askedLocale(request); // an action that throws leaves no loader data
  const page = (
    <LanguageProvider value={{ locale, messages: catalogues[locale] }}>
      <RemixServer context={remix} url={request.url} />
    </LanguageProvider>
  );
  headers.set('content-type', 'text/html; charset=utf-8');
  if (context.retryAfterSeconds) headers.set('retry-after', String(context.retryAfterSeconds));
  // A NUL of the address (`?q=%00`) would be shown again, and no parser of HTML takes one.
  const html = renderToString(page).replaceAll('\0', '');
  return new Response(html.startsWith('<!') ? html : `<!DOCTYPE html>${html}`, { status, headers });
}

/** Logs every unexpected error with its request id. Not-found and refusals are not errors. */
export async function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): Promise<void> {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  const { log } = await getServices();
  log.error({ err: error, requestId: context.requestId, path: new URL(request.url).pathname }, 'unexpected error');
}
