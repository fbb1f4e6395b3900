import { takeEvent } from '#app/domain/checkout/take-event.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { asProvider, readEvent } from '#app/http/webhook.server.ts';

/** What happens on the cooperative's own account; 5xx makes Stripe call again. */
export const action = answer('webhooks.stripe._index', async (visit, { request }) => {
  const event = await readEvent(visit, request, visit.payments.webhookSecret);
  if (event instanceof Response) return event;
  const objectId = (event.data?.object as { id?: unknown } | undefined)?.id;
  if (typeof objectId !== 'string') return new Response('no object', { status: 400 });
  const outcome = await takeEvent(asProvider(visit), { id: event.id, type: event.type, objectId });
  visit.hall.log.info({ requestId: visit.requestId, event: event.id, type: event.type, outcome }, 'webhook');
  return new Response(outcome);
});
