// The texts that the law asks of a letter about an order: who sells, the terms, the guarantee, the right of withdrawal with
// its form. The only place of the letters that knows these texts.

import type { Order } from '#app/domain/orders/orders.server.ts';
import { findOfficialCommune } from '#app/domain/shared/communes.server.ts';
import { getLegalText } from '#app/domain/shared/legal-texts.server.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import type { Messages } from '#app/i18n/messages.ts';

/** Paragraphs of an order's letter: the texts that its checkout showed, in their versions, and the terms. */
export function statutoryParagraphs(
  t: Messages,
  { order, sellers, contact }: { order: LegalOrder; sellers: readonly Supplier[]; contact: string },
): string[] {
  const { statutory, legal } = t;
  const terms = [
    statutory.terms,
    ...legal.sections.map(([title, text]) => `- ${title}${t.colon}${text}`),
    `- ${statutory.complaints(contact)}`,
  ].join('\n');
  const to = sellers.map((seller) => sellerIdentity(t, seller)).join(' / ');
  return [...order.legalTexts.flatMap((frozen) => legalParagraphs(t, order.locale, frozen, to)), terms];
}

type LegalOrder = Pick<Order, 'legalTexts' | 'locale'>;

/** One text of an order, whole. The form of withdrawal has a place in brackets for the sellers. */
function legalParagraphs(
  t: Messages,
  locale: Locale,
  { document, version }: Order['legalTexts'][number],
  sellers: string,
): string[] {
  const { title, sections } = getLegalText(document, version);
  return [
    `${translated(title, locale)} (${t.agreements.version(version)})`,
    ...sections.map(({ heading, text }) =>
      [translated(heading, locale), translated(text, locale).replace(/\[[^[\]]*\]/, () => sellers)].join('\n'),
    ),
  ];
}

/** Name, form, numbers, address, mail and telephone of a seller, in one line. */
export function sellerIdentity(t: Messages, seller: Supplier): string {
  const commune = findOfficialCommune(seller.insee);
  return [
    seller.legalName || seller.name,
    seller.legalForm,
    seller.siret && t.statutory.siret(seller.siret),
    seller.vatNumber && t.statutory.vatNumber(seller.vatNumber),
    seller.address,
    commune && `${commune.postcodes[0] ?? ''} ${commune.name}`.trim(),
    seller.email,
    seller.phone,
  ]
    .filter(Boolean)
    .join(', ');
}
