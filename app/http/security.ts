// Response headers, and the cross-site check of unsafe requests; both run before Remix.
import { isLoopback } from '#app/domain/shared/loopback.ts';

/** Headers of every response, built files too: no other type than the named one, no frame, no page of another site. */
export function baseHeaders(secure: boolean): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  };
}

/**
 * No inline script runs; forms may lead to ourselves and to `formOrigins`, the pages of the payment provider:
 * Chromium follows a form's redirects by the same rule. A response that is not a page runs nothing by itself, so it
 * gets the shortest policy.
 */
export function securityHeaders(
  secure: boolean,
  isPage: boolean,
  formOrigins: readonly string[],
): Record<string, string> {
  const always = baseHeaders(secure);
  if (!isPage) return always;
  const csp = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'", // for the bars' lengths; an attribute cannot run code
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    ["form-action 'self'", ...formOrigins].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return {
    ...always,
    'content-security-policy': csp,
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  };
}

/** Programs of others post to these: each request carries its own signature, and no cookie counts. */
const signedPaths = ['/webhooks/stripe', '/webhooks/stripe/connect', '/letters/stop'];

/**
 * Unsafe methods must come from our own pages. Browsers state the origin in Sec-Fetch-Site or Origin; a client that
 * sends neither is not a browser and has no visitor's cookies. Only what is signed is exempt.
 */
export function isCrossSite(request: Request, origin: string): boolean {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return false;
  if (signedPaths.includes(new URL(request.url).pathname)) return false;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return true;
  const from = request.headers.get('origin');
  return from !== null && from !== origin;
}

/** Whether a redirect stays with us or leads to one of `formOrigins`; any other would stop in the browser, unsaid. */
export function mayFormLeadTo(address: string, origin: string, formOrigins: readonly string[]): boolean {
  const target = new URL(address, origin).origin;
  return target === origin || formOrigins.includes(target);
}

/** Whether a request names its host twice, which RFC 9112 (section 3.2) answers with 400; `headers` in pairs. */
export function hasTwoHosts(headers: readonly string[]): boolean {
  return headers.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length > 1;
}

/**
 * The page at `origin`, for a browser that asked for it by another name of this machine, where no form would be taken;
 * null for every other request. A program is not led elsewhere: a health check asks at 127.0.0.1.
 */
export function printedAddress({ method, url, headers }: Request, origin: string): string | null {
  if (method !== 'GET' || !asksForPage({ headers })) return null;
  const [asked, own] = [new URL(url), new URL(origin)];
  // A proxy of the same machine may ask at 127.0.0.1 for any public name: only the printed port is a mistyped name.
  const isSameServer = asked.port === own.port && isLoopback(asked.hostname) && isLoopback(own.hostname);
  return isSameServer && asked.host !== own.host ? origin + asked.pathname + asked.search : null;
}

/** Whether the answer is for a person in a browser. */
export function asksForPage({ headers }: Pick<Request, 'headers'>): boolean {
  return headers.get('accept')?.includes('text/html') ?? false;
}

/** Whether an answer ends the session of its browser: sign-out, the end of an account. */
export function endsSession(headers: Headers, cookieName: string): boolean {
  return headers.getSetCookie().some((cookie) => cookie.startsWith(`${cookieName}=;`));
}
