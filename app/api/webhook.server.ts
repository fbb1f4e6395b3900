import { z } from 'zod';
import type { RequestContext } from '#app/http/request-context.server.ts';

const maxBytes = 256 * 1024;
const toleranceSeconds = 300;

const fullEvent = z.object({
  id: z.string().min(1),
  object: z.literal('event'),
  type: z.string(),
  account: z.string().optional(),
  data: z.object({ object: z.object({ id: z.string().optional() }) }),
});
/** An event of the provider that carries its object; `objectId` is undefined for an object without an id. */
export type WebhookEvent = { id: string; type: string; account: string | undefined; objectId: string | undefined };

/** Of an event that only names its object. We ask for none; an endpoint may be set up to send them. */
const thinEvent = z.object({ id: z.string().min(1), object: z.literal('v2.core.event'), type: z.string() });

/**
 * Reads a webhook event; the SDK first checks the signature on the raw bytes. Returns a 400 response if it is
 * refused, and a 200 response with its own word for an authentic event that we cannot use: asked again, the provider
 * would send the same. While the clock is wrong it is a 503 response: the provider sends the event again.
 */
export async function readEvent(
  ctx: RequestContext,
  request: Request,
  secret: string,
): Promise<WebhookEvent | Response> {
  const raw = Buffer.from(await request.arrayBuffer());
  if (raw.length > maxBytes) return new Response('too large', { status: 400 });
  const signature = request.headers.get('stripe-signature') ?? '';
  const { log, clock } = ctx.services;
  if (clock.state() === 'wrong') return new Response('the clock is wrong', { status: 503 });
  const requestId = ctx.requestId;
  let body: unknown;
  try {
    ctx.payments.stripe.webhooks.signature!.verifyHeader(raw, signature, secret, toleranceSeconds);
    body = JSON.parse(raw.toString('utf8'));
  } catch (error) {
    log.warn({ requestId, reason: (error as Error).message.slice(0, 200) }, 'webhook refused');
    return new Response('signature refused', { status: 400 });
  }
  const full = fullEvent.safeParse(body);
  if (full.success) {
    const { id, type, account, data } = full.data;
    return { id, type, account, objectId: data.object.id };
  }
  const word = thinEvent.safeParse(body).success ? 'thin' : 'no-event';
  log.warn({ requestId, outcome: word }, 'webhook without a use');
  return new Response(word);
}

/** The context with the payment provider as actor. */
export function asProvider(ctx: RequestContext): RequestContext {
  return { ...ctx, actor: { kind: 'system', name: 'stripe' } };
}
