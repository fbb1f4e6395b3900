import type Stripe from 'stripe';
import type { RequestContext } from '#app/http/request-context.server.ts';

const maxBytes = 256 * 1024;
const toleranceSeconds = 300;

/**
 * Reads a webhook event; the SDK first checks the signature on the raw bytes. Returns a 400 response if it is
 * refused.
 */
export async function readEvent(
  ctx: RequestContext,
  request: Request,
  secret: string,
): Promise<Stripe.Event | Response> {
  const raw = Buffer.from(await request.arrayBuffer());
  if (raw.length > maxBytes) return new Response('too large', { status: 400 });
  const signature = request.headers.get('stripe-signature') ?? '';
  try {
    return ctx.payments.stripe.webhooks.constructEvent(raw, signature, secret, toleranceSeconds);
  } catch (error) {
    const reason = (error as Error).message.slice(0, 200);
    ctx.services.log.warn({ requestId: ctx.requestId, reason }, 'webhook refused');
    return new Response('signature refused', { status: 400 });
  }
}

/** The context with the payment provider as actor. */
export function asProvider(ctx: RequestContext): RequestContext {
  return { ...ctx, actor: { kind: 'system', name: 'stripe' } };
}
