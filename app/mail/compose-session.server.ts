// The letter to a seller whose session lacks people on its day of deciding.

import { findSessions } from '#app/domain/catalogue/offer-dates.server.ts';
import { lacksPeople, timeOfSession } from '#app/domain/catalogue/offer-session.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { formatTime } from '#app/i18n/format-time.ts';
import { catalogues } from '#app/i18n/messages.ts';
import type { Letter } from './html.ts';
import { findSupplierReader, stopLine } from './supplier-readers.server.ts';

/** Null for another letter, and when the session is decided or has its people. */
export function composeSessionMail(
  ctx: Pick<Ctx, 'db' | 'now' | 'town'>,
  payload: Record<string, unknown>,
  origin: string,
): Letter | null {
  if (payload.template !== 'session-short') return null;
  const [session] = findSessions(ctx, [Number(payload.sessionId)]);
  const [supplier] = findSuppliers(ctx, [String(payload.supplierId)]);
  const [offer] = session ? findOffers(ctx, [session.offerId]) : [];
  const reader = supplier && findSupplierReader(ctx, supplier, payload, origin);
  if (!session || !offer || !reader || !lacksPeople(session)) return null;
  const { locale, to, name, unsubscribe } = reader;
  const { mails: t, sessions } = catalogues[locale];
  const offerName = translated(offer.name, locale);
  const time = formatTime(timeOfSession(session), catalogues[locale], locale);
  return {
    lang: locale,
    to,
    ...(unsubscribe && { unsubscribe }),
    subject: sessions.short.subject(offerName),
    text: [
      t.hello(name),
      sessions.short.text(offerName, time, session.taken, session.minimum),
      `${origin}/supplier/${supplier.slug}/offers/${offer.id}/sessions/${session.id}`,
      t.sign(ctx.town.name),
      stopLine(reader),
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}
