import { stringify } from 'csv-stringify/sync';
import { timeOfSession } from '#app/domain/catalogue/offer-session.ts';
import { listParticipants } from '#app/domain/fulfilment/attendance.server.ts';
import { csvResponse } from '#app/http/csv-response.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { getOwnSession } from '#app/seller/own-session.server.ts';

const options = { delimiter: ';', escape_formulas: true, record_delimiter: '\r\n' } as const;

/** The people of a session, a seat a row. */
export const loader = supplierRouteHandler(
  'seller/offers.$offerId.sessions.$sessionId.participants[.]csv',
  (ctx, own, { params }) => {
    const { offer, session } = getOwnSession(ctx, own, params);
    const { order, seat, name, buyer, contact, present } = ctx.t.sessions.list.columns;
    const rows = listParticipants(ctx, timeOfSession(session)).map((guest) => [
      guest.name,
      guest.number,
      guest.seat,
      guest.buyerName,
      [guest.contactName, guest.contactPhone, guest.contactEmail].filter(Boolean).join(', '),
      guest.present ? ctx.t.yes : ctx.t.no,
    ]);
    const text = stringify([[name, order, seat, buyer, contact, present], ...rows], options);
    return csvResponse([text], `${offer.slug}-${session.day}.csv`);
  },
);
