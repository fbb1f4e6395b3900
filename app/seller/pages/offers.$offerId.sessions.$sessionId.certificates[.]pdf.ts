import { renderCertificates } from '#app/documents/certificate-pdf.server.ts';
import { timeOfSession } from '#app/domain/catalogue/offer-session.ts';
import { listParticipants } from '#app/domain/fulfilment/attendance.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { pdfResponse } from '#app/http/document-responses.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { getOwnSession } from '#app/seller/own-session.server.ts';

/** A sheet for each person who was there and has a name. */
export const loader = supplierRouteHandler(
  'seller/offers.$offerId.sessions.$sessionId.certificates[.]pdf',
  async (ctx, own, { params }) => {
    const { offer, session } = getOwnSession(ctx, own, params);
    const names = listParticipants(ctx, timeOfSession(session)).flatMap(({ name, present }) =>
      present && name ? [name] : [],
    );
    if (names.length === 0) throw new NotFound('certificates');
    const pdf = await renderCertificates(ctx, { names, offer, session, seller: own.supplier });
    return pdfResponse(pdf, `${offer.slug}-${session.day}.pdf`);
  },
);
