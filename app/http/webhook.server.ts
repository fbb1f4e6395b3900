import type Stripe from 'stripe';
import type { Visit } from './visit.server.ts';

const maxBytes = 256 * 1024;
const toleranceSeconds = 300;

/** The event of a webhook request, its signature checked by the SDK on the raw bytes before anything else; else the refusal. */
export async function readEvent(visit: Visit, request: Request, secret: string): Promise<Stripe.Event | Response> {
  const raw = Buffer.from(await request.arrayBuffer());
  if (raw.length > maxBytes) return new Response('too large', { status: 400 });
  const signature = request.headers.get('stripe-signature') ?? '';
  try {
    return visit.payments.stripe.webhooks.constructEvent(raw, signature, secret, toleranceSeconds);
  } catch (error) {
    const reason = (error as Error).message.slice(0, 200);
    visit.hall.log.warn({ requestId: visit.requestId, reason }, 'webhook refused');
    return new Response('signature refused', { status: 400 });
  }
}

/** Who acts when the provider calls. */
export function asProvider(visit: Visit): Visit {
  return { ...visit, actor: { kind: 'system', name: 'stripe' } };
}
