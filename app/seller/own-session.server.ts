// The session that an address of the seller names, of an offer of theirs.
import { getOwnOffer } from '#app/domain/catalogue/listing.server.ts';
import { findSessions } from '#app/domain/catalogue/offer-dates.server.ts';
import type { OfferSession } from '#app/domain/catalogue/offer-session.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/** Throws NotFound for an offer of others, and for a session of another offer. */
export function getOwnSession(
  ctx: RequestContext,
  { supplier }: Pick<OwnSupplier, 'supplier'>,
  { offerId, sessionId }: { offerId?: string | undefined; sessionId?: string | undefined },
): { offer: Offer; session: OfferSession } {
  const offer = getOwnOffer(ctx, supplier.id, Number(offerId));
  const id = Number(sessionId);
  const [session] = Number.isSafeInteger(id) ? findSessions(ctx, [id]) : [];
  if (session?.offerId !== offer.id) throw new NotFound(`session ${sessionId}`);
  return { offer, session };
}
