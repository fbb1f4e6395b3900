// The e-mail of a saved search with new offers.
import { priceReading } from '#app/domain/scoring/audience.ts';
import { listOfferSummaries } from '#app/domain/search/offer-summaries.server.ts';
import { findMailedSearch } from '#app/domain/search/saved-searches.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { formatPrice } from '#app/i18n/format-price.ts';
import { catalogues } from '#app/i18n/messages.ts';
import type { Letter } from './html.ts';
import { findPersonalReader } from './supplier-readers.server.ts';

/**
 * Null if the payload is not this letter, the search is gone or no longer sends mail, or the new offers are no longer
 * on sale.
 */
export function composeSearchMail(
  ctx: Pick<Ctx, 'db' | 'now' | 'town'>,
  payload: Record<string, unknown>,
  origin: string,
): Letter | null {
  if (payload.template !== 'search-news') return null;
  const saved = findMailedSearch(ctx, String(payload.savedId));
  const person = saved && findPersonalReader(ctx, saved.userId, 'searches', origin);
  if (!person) return null;
  const reader = { ...ctx, locale: saved.locale, audience: saved.audience };
  const reading = priceReading(saved.audience);
  const cards = listOfferSummaries(reader, payload.offerIds as number[], ctx.town.hub);
  if (cards.length === 0) return null;
  const messages = catalogues[saved.locale];
  const t = messages.mails;
  const text = new URLSearchParams(saved.search).get('q') ?? '';
  const total = Math.max(cards.length, Number(payload.total));
  return {
    lang: saved.locale,
    to: person.to,
    unsubscribe: person.unsubscribe,
    subject: t.search.subject(total, text),
    text: [
      t.hello(person.name),
      t.search.text(total),
      ...cards.map((card) =>
        [
          `${card.name}, ${card.supplier.name}, ${formatPrice(card.price, reading, messages, saved.locale)}`,
          `${origin}/offers/${card.slug}`,
        ].join('\n'),
      ),
      t.search.all(`${origin}/offers?${saved.search}`),
      t.search.stop(`${origin}/searches`),
      t.sign(ctx.town.name),
    ].join('\n\n'),
  };
}
