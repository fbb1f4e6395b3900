import type { ActionFunctionArgs } from '@remix-run/node';
import { fulfil } from '#app/domain/checkout/fulfil.server.ts';
import { answer } from '#app/http/answer.server.ts';

const maxBytes = 256 * 1024;
const tolerances = { seconds: 300 };

/** The signature is checked by the SDK on the raw bytes before anything else; 5xx makes Stripe call again. */
export const action = answer('webhooks.stripe', async (visit, { request }: ActionFunctionArgs) => {
  const raw = Buffer.from(await request.arrayBuffer());
  if (raw.length > maxBytes) return new Response('too large', { status: 400 });
  const { stripe, webhookSecret } = visit.payments;
  let event: ReturnType<typeof stripe.webhooks.constructEvent>;
  try {
    event = stripe.webhooks.constructEvent(
      raw,
      request.headers.get('stripe-signature') ?? '',
      webhookSecret,
      tolerances.seconds,
    );
  } catch (error) {
    visit.hall.log.warn(
      { requestId: visit.requestId, reason: (error as Error).message.slice(0, 200) },
      'webhook refused',
    );
    return new Response('signature refused', { status: 400 });
  }
  if (!event.type?.startsWith('checkout.session.')) return new Response('ignored');
  const sessionId = (event.data?.object as { id?: unknown } | undefined)?.id;
  if (typeof sessionId !== 'string') return new Response('no session', { status: 400 });
  const outcome = await fulfil({ ...visit, actor: { kind: 'system', name: 'stripe' } }, sessionId, {
    id: event.id,
    type: event.type,
  });
  visit.hall.log.info({ requestId: visit.requestId, event: event.id, type: event.type, outcome }, 'webhook');
  return new Response(outcome);
});
