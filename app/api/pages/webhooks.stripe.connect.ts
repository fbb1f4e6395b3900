import { asProvider, readEvent } from '#app/api/webhook.server.ts';
import { applyAccountEvent } from '#app/domain/checkout/provider-events.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';

/** Events of suppliers' connected accounts, signed with their own secret. */
export const action = routeHandler('api/webhooks.stripe.connect', async (ctx, { request }) => {
  const event = await readEvent(ctx, request, ctx.payments.connectWebhookSecret);
  if (event instanceof Response) return event;
  if (event.type !== 'account.updated' || !event.account) return new Response('ignored');
  const accountEvent = { id: event.id, type: event.type, objectId: event.account };
  const outcome = await applyAccountEvent(asProvider(ctx), accountEvent, event.account);
  ctx.services.log.info({ requestId: ctx.requestId, event: event.id, type: event.type, outcome }, 'webhook');
  return new Response(outcome);
});
