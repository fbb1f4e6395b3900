// The texts that the law asks of a letter about an order: who sells, the terms, the guarantee, the right of withdrawal with
// its form. The only place of the letters that knows these texts.
import { findOfficialCommune } from '#app/domain/shared/communes.server.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import type { Messages } from '#app/i18n/messages.ts';

/** Paragraphs of an order's letter; a consumer's order has the guarantee and the withdrawal besides the terms. */
export function statutoryParagraphs(
  t: Messages,
  { consumer, sellers, contact }: { consumer: boolean; sellers: readonly Supplier[]; contact: string },
): string[] {
  const { statutory, legal } = t;
  const terms = [
    statutory.terms,
    ...legal.sections.map(([title, text]) => `- ${title}${t.colon}${text}`),
    `- ${statutory.complaints(contact)}`,
  ].join('\n');
  if (!consumer) return [terms];
  return [
    ...statutory.guarantee,
    ...statutory.withdrawal,
    [
      statutory.form.title,
      ...statutory.form.lines(sellers.map((seller) => sellerIdentity(t, seller)).join(' / ')),
    ].join('\n'),
    terms,
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
