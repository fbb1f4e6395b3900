import { takeAccountEvent } from '#app/domain/checkout/take-event.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { asProvider, readEvent } from '#app/http/webhook.server.ts';

/** What happens on suppliers' accounts: signed with a secret of its own. */
export const action = answer('webhooks.stripe.connect', async (visit, { request }) => {
  const event = await readEvent(visit, request, visit.payments.connectWebhookSecret);
  if (event instanceof Response) return event;
  if (event.type !== 'account.updated' || !event.account) return new Response('ignored');
  const told = { id: event.id, type: event.type, objectId: event.account };
  const outcome = await takeAccountEvent(asProvider(visit), told, event.account);
  visit.hall.log.info({ requestId: visit.requestId, event: event.id, type: event.type, outcome }, 'webhook');
  return new Response(outcome);
});
