// Headers and checks that every answer and every unsafe request go through, before Remix sees them.

/**
 * Nothing inline but what carries the nonce; forms may go to ourselves and to Stripe's hosted page. What is not a page
 * cannot run anything by itself: there the policy is the shortest one.
 */
export function securityHeaders(nonce: string, secure: boolean, isPage: boolean): Record<string, string> {
  const always = {
    'x-content-type-options': 'nosniff',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
  if (!isPage) return { ...always, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" };
  const csp = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'", // the bars' lengths; an attribute cannot run anything
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self' https://checkout.stripe.com",
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
 * Unsafe methods must come from our own pages. Browsers say where a request comes from, by Sec-Fetch-Site or Origin; what
 * says neither is no browser, and holds no visitor's cookies. Only the signed webhook is exempt.
 */
export function isCrossSite(request: Request, origin: string): boolean {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return false;
  if (['/webhooks/stripe', '/webhooks/stripe/connect'].includes(new URL(request.url).pathname)) return false;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return true;
  const from = request.headers.get('origin');
  return from !== null && from !== origin;
}
