import { asProvider, readEvent } from '#app/api/webhook.server.ts';
import { applyProviderEvent } from '#app/domain/checkout/provider-events.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';

/** Events of the cooperative's own account; on a 5xx Stripe delivers the event again. */
export const action = routeHandler('api/webhooks.stripe._index', async (ctx, { request }) => {
  const event = await readEvent(ctx, request, ctx.payments.webhookSecret);
  if (event instanceof Response) return event;
  const outcome = await applyProviderEvent(asProvider(ctx), event);
  ctx.services.log.info({ requestId: ctx.requestId, event: event.id, type: event.type, outcome }, 'webhook');
  return new Response(outcome);
});
