import { calendarOf } from '#app/api/calendar-feed.server.ts';
import { openCalendarAddress } from '#app/domain/orders/calendar-addresses.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { routeHandler } from '#app/http/handler.server.ts';

/** A calendar for programs (RFC 5545): whoever has the address may read it, until its person revokes it. */
export const loader = routeHandler('api/calendar.$file', (ctx, { params }) => {
  const address = /^(cal_\w+)\.ics$/.exec(params.file ?? '')?.[1];
  const opened = address && openCalendarAddress(ctx, address);
  if (!opened) throw new NotFound('calendar');
  return new Response(calendarOf(opened.ctx, opened.subject, ctx.services.env.origin), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-store',
      'x-robots-tag': 'noindex',
    },
  });
});
