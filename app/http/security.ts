// Response headers, and the cross-site check of unsafe requests; both run before Remix.

/**
 * Inline scripts need the nonce; forms may lead to ourselves and to `formOrigins`, the pages of the payment provider:
 * Chromium follows a form's redirects by the same rule. A response that is not a page runs nothing by itself, so it
 * gets the shortest policy.
 */
export function securityHeaders(
  nonce: string,
  secure: boolean,
  isPage: boolean,
  formOrigins: readonly string[],
): Record<string, string> {
  const always = {
    'x-content-type-options': 'nosniff',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
  if (!isPage) return { ...always, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" };
  const csp = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'", // for the bars' lengths; an attribute cannot run code
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
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

/**
 * Unsafe methods must come from our own pages. Browsers state the origin in Sec-Fetch-Site or Origin; a client that
 * sends neither is not a browser and has no visitor's cookies. Only the signed webhooks are exempt.
 */
export function isCrossSite(request: Request, origin: string): boolean {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return false;
  if (['/webhooks/stripe', '/webhooks/stripe/connect'].includes(new URL(request.url).pathname)) return false;
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
