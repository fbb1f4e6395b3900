// The letter to a person who waited for an offer: it can be ordered again.
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { catalogues } from '#app/i18n/messages.ts';
import type { Letter } from './html.ts';
import { findPersonalReader } from './supplier-readers.server.ts';

/** Null if the payload is not this letter, the person is gone or reads no such letters, or the offer is no longer on sale. */
export function composeNoticeMail(
  ctx: Pick<Ctx, 'db' | 'town'>,
  payload: Record<string, unknown>,
  origin: string,
): Letter | null {
  if (payload.template !== 'offer-back') return null;
  const [offer] = findOffers(ctx, [Number(payload.offerId)]);
  const person = findPersonalReader(ctx, String(payload.userId), 'searches', origin);
  if (offer?.status !== 'live' || !person) return null;
  const { mails: t, season } = catalogues[person.locale];
  const name = translated(offer.name, person.locale);
  return {
    lang: person.locale,
    to: person.to,
    unsubscribe: person.unsubscribe,
    subject: season.letter.subject(name),
    text: [
      t.hello(person.name),
      season.letter.text,
      `${name}\n${origin}/offers/${offer.slug}`,
      season.letter.once,
      t.sign(ctx.town.name),
    ].join('\n\n'),
  };
}
