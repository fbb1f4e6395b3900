// Certificates of attendance as PDF: a sheet for each person, with what they attended, when, where and who says so.
import { axisSpan } from '#app/domain/calendar/booked-time.ts';
import { quarterStart } from '#app/domain/calendar/civil-time.ts';
import { type OfferSession, timeOfSession } from '#app/domain/catalogue/offer-session.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { formatDate } from '#app/i18n/format.ts';
import { formatTime } from '#app/i18n/format-time.ts';
import type { Messages } from '#app/i18n/messages.ts';
import { PdfFlow } from './pdf-flow.server.ts';
import { pairOf } from './pdf-sheet.server.ts';

type Attended = {
  names: readonly string[];
  offer: Pick<Offer, 'name'>;
  session: OfferSession;
  seller: Pick<Supplier, 'name' | 'siret' | 'address' | 'insee'>;
};

const columns = pairOf(130, 369);
const wholeSheet = 700;

/** One sheet a name, of the time at which the session ended. */
export function renderCertificates(
  { t, locale, town }: Pick<Ctx, 'locale' | 'town'> & { t: Messages },
  { names, offer, session, seller }: Attended,
): Promise<Uint8Array> {
  const messages = t.sessions.certificate;
  const time = timeOfSession(session);
  const ended = quarterStart(axisSpan(time, town)?.to ?? 0);
  const flow = new PdfFlow({ title: messages.title, lang: locale, at: ended, author: seller.name });
  const address = `${seller.address}, ${communeName(seller.insee)}`;
  const facts = [
    { name: messages.what, texts: [{ text: translated(offer.name, locale) }] },
    { name: messages.when, texts: [{ text: formatTime(time, t, locale) }] },
    { name: messages.where, texts: [{ text: session.place || address }] },
    {
      name: messages.organiser,
      texts: [
        { text: [seller.name, address, seller.siret && messages.siret(seller.siret)].filter(Boolean).join(', ') },
      ],
    },
  ].map((fact) => ({ ...fact, gap: 6 }));
  names.forEach((name, i) => {
    if (i > 0) flow.need(wholeSheet);
    flow.title(messages.title);
    flow.space(24);
    flow.text(messages.text(name, seller.name), { size: 12 });
    flow.space(12);
    flow.facts(columns, facts, messages.title);
    flow.space(24);
    flow.text(messages.made(formatDate(ended.toISOString(), locale)));
    flow.space(40);
    flow.text(seller.name, { font: 'strong' });
  });
  return flow.finish(t.agreements.textPage, t.invoices.lacking);
}
