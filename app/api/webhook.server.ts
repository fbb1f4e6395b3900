import type Stripe from 'stripe';
import type { RequestContext } from '#app/http/request-context.server.ts';

const maxBytes = 256 * 1024;
const toleranceSeconds = 300;

/** The event of a webhook request, its signature checked by the SDK on the raw bytes before anything else; else the refusal. */
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

/** Who acts when the provider calls. */
export function asProvider(ctx: RequestContext): RequestContext {
  return { ...ctx, actor: { kind: 'system', name: 'stripe' } };
}
