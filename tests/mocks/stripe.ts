// Stripe's error responses, in the form of the real API.
import { HttpResponse, http } from 'msw';

const sessions = 'https://api.stripe.com/v1/checkout/sessions';

export const stripeDown = http.post(sessions, () =>
  HttpResponse.json({ error: { type: 'api_error', message: 'An error occurred' } }, { status: 500 }),
);
export const stripeUnreachable = http.post(sessions, () => HttpResponse.error());
export const stripeBusy = http.post(sessions, () =>
  HttpResponse.json(
    { error: { type: 'invalid_request_error', code: 'rate_limit', message: 'Too many requests' } },
    { status: 429 },
  ),
);
export const stripeRefusesKey = http.post(sessions, () =>
  HttpResponse.json({ error: { type: 'invalid_request_error', message: 'Invalid API Key provided' } }, { status: 401 }),
);

export const stripeRefuses = http.post(sessions, () =>
  HttpResponse.json(
    { error: { type: 'invalid_request_error', code: 'amount_too_small', message: 'Amount must be at least €0.50' } },
    { status: 400 },
  ),
);

/** Opens sessions and records their requests in `seen`. */
export function stripeUp(seen: { key: string | null; body: URLSearchParams }[]) {
  return http.post(sessions, async ({ request }) => {
    const body = new URLSearchParams(await request.text());
    seen.push({ key: request.headers.get('idempotency-key'), body });
    return HttpResponse.json({
      id: `cs_test_msw_${seen.length}`,
      object: 'checkout.session',
      url: 'https://checkout.stripe.com/c/pay/cs_test_msw',
      expires_at: Number(body.get('expires_at')),
    });
  });
}
