// The e-mail of a saved search with new offers.
import { listOfferSummaries } from '#app/domain/search/offer-summaries.server.ts';
import type { Ctx, Locale } from '#app/domain/shared/context.ts';
import { hub } from '#app/domain/shared/town.ts';
import { mails as en } from '#app/i18n/en/mails.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { mails as fr } from '#app/i18n/fr/mails.ts';
import { preparedSql } from '#db/client.ts';
import type { Letter } from './html.ts';

const letters = { fr, en };

type Row = { search: string; locale: Locale; name: string; email: string };

/**
 * Null if the payload is not this letter, the search is gone or no longer sends mail, or the new offers are no longer
 * on sale.
 */
export function composeSearchMail(
  ctx: Pick<Ctx, 'db'>,
  payload: Record<string, unknown>,
  origin: string,
): Letter | null {
  if (payload.template !== 'search-news') return null;
  const saved = preparedSql(
    ctx.db,
    'select s.search, s.locale, u.name, u.email from search_saved s join users u on u.id = s.user_id where s.id = ? and s.removed_at is null and s.mail = 1',
  ).get(payload.savedId) as Row | undefined;
  if (!saved) return null;
  const reader = { db: ctx.db, locale: saved.locale, audience: 'consumer' as const };
  const cards = listOfferSummaries(reader, payload.offerIds as number[], hub);
  if (cards.length === 0) return null;
  const t = letters[saved.locale];
  const text = new URLSearchParams(saved.search).get('q') ?? '';
  const total = Math.max(cards.length, Number(payload.total));
  return {
    lang: saved.locale,
    to: saved.email,
    subject: t.search.subject(total, text),
    text: [
      t.hello(saved.name),
      t.search.text(total),
      ...cards.map((card) =>
        [
          `${card.name}, ${card.supplier.name}, ${t.search.price(formatMoney(card.priceCents, saved.locale))}`,
          `${origin}/offers/${card.slug}`,
        ].join('\n'),
      ),
      t.search.all(`${origin}/offers?${saved.search}`),
      t.search.stop(`${origin}/searches`),
      t.sign,
    ].join('\n\n'),
  };
}
