// Sums and codes of an invoice. Pure: no sentences, no layout.

import type { BuyerParty, FrozenSeller, LegalParty } from '#app/domain/shared/legal-party.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { sum } from '#app/domain/shared/money.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';

export const invoiceKinds = ['invoice', 'credit-note'] as const;

/** A party of an invoice. */
export type InvoiceParty = LegalParty;
export type InvoiceLine = {
  /** `cancellation`: what is kept of a booking that was cancelled; `late`: the price of bringing a lent thing back late. */
  kind: 'goods' | 'service' | 'delivery' | 'contribution' | 'cancellation' | 'late';
  /** Empty for a delivery and for a contribution, which the document names itself. */
  nameFr: string;
  nameEn: string;
  /** Whole, save of what was weighed: kilograms with three decimals. */
  quantity: number;
  /** Unit code of UN/ECE recommendation 20. */
  unitCode: string;
  htCents: number;
  vatBasisPoints: number;
  vatCents: number;
};
/** The complete content of an invoice, frozen when it is issued. */
export type InvoiceContent = {
  number: string;
  kind: (typeof invoiceKinds)[number];
  /** For a credit note: the invoice that it corrects. */
  corrects: { number: string; issuedOn: string } | null;
  /** The day in the town, and the moment. */
  issuedOn: string;
  issuedAt: string;
  deliveredOn: string;
  /** Of the cooperative's own invoice: the month that it is for, first and last day. It has no order. */
  period?: { from: string; to: string };
  /** Empty where `period` is given. */
  orderNumber: string;
  locale: Locale;
  seller: LegalParty;
  buyer: BuyerParty;
  /** The place of delivery; null when it is the billing address. */
  deliveredTo: Pick<LegalParty, 'address' | 'postcode' | 'city'> | null;
  /** The town whose hall issues in the seller's name, and the account that a transfer goes to. */
  issuer: { town: string; iban: string | null };
  /** Version of the mandate under which it is issued; null without one. */
  mandate: string | null;
  vatRegime: FrozenSeller['vatRegime'];
  lines: InvoiceLine[];
  /** Day of payment, or of the refund of a credit note. Null if it is payable by bank transfer until `dueOn`. */
  paidOn: string | null;
  /** Never before `issuedOn`. */
  dueOn: string;
  /**
   * The signed checkpoint of the impact ledger at that time: a copy outside the cooperative. Absent in older
   * invoices, and in lists.
   */
  checkpoint?: string | null;
};

/** The part of a content that is a buyer's data, and can be erased. */
export type InvoicedBuyer = Pick<InvoiceContent, 'buyer' | 'deliveredTo'>;
/** The part that stays for as long as the invoice, without what its row has in columns. */
export type KeptContent = Omit<InvoiceContent, keyof InvoicedBuyer | 'checkpoint' | 'number' | 'kind' | 'issuedAt'>;

/**
 * Reason for a VAT rate of zero: small-business franchise (CGI art. 293 B), margin scheme for second-hand goods
 * (CGI art. 297 A), or exempt operation (CGI art. 261).
 */
export type Exemption = 'franchise' | 'margin' | 'exempt';
export type VatGroup = {
  vatBasisPoints: number;
  htCents: number;
  vatCents: number;
  exemption: Exemption | null;
};

/** VAT breakdown by rate, the highest first (EN 16931, BG-23). */
export function vatGroups({ lines, vatRegime }: Pick<InvoiceContent, 'lines' | 'vatRegime'>): VatGroup[] {
  const byRate = [...Map.groupBy(lines, ({ vatBasisPoints }) => vatBasisPoints)].sort(([a], [b]) => b - a);
  return byRate.map(([vatBasisPoints, own]) => ({
    vatBasisPoints,
    htCents: sum(own.map(({ htCents }) => htCents)),
    vatCents: sum(own.map(({ vatCents }) => vatCents)),
    exemption: vatBasisPoints > 0 ? null : vatRegime === 'standard' ? 'exempt' : vatRegime,
  }));
}

export function invoiceTotals({ lines }: Pick<InvoiceContent, 'lines'>) {
  const htCents = sum(lines.map((line) => line.htCents));
  const vatCents = sum(lines.map((line) => line.vatCents));
  return { htCents, vatCents, totalCents: htCents + vatCents };
}

/** Unit codes of UN/ECE recommendation 20; goods sold by the pack are counted in pieces (C62). */
const unitCodes: Record<string, string> = {
  kg: 'KGM',
  litre: 'LTR',
  hour: 'HUR',
  day: 'DAY',
  m2: 'MTK',
  m: 'MTR',
};

export function unitCode({ unit, packMilli }: { unit: string; packMilli: number }): string {
  return packMilli === 1000 ? (findOwnValue(unitCodes, unit) ?? 'C62') : 'C62';
}

/**
 * Price in cents and the quantity that it is for (EN 16931, BT-146 and BT-149), so that quantity times price gives the
 * line's amount: one piece where that is whole cents, else the whole line (3 for 10.00).
 */
export function unitPrice({ htCents, quantity }: Pick<InvoiceLine, 'htCents' | 'quantity'>): {
  cents: number;
  for: number;
} {
  if (!Number.isInteger(quantity)) {
    const kiloCents = Math.round(htCents / quantity);
    return Math.round(kiloCents * quantity) === htCents
      ? { cents: kiloCents, for: 1 }
      : { cents: htCents, for: quantity };
  }
  return htCents % quantity === 0 ? { cents: htCents / quantity, for: 1 } : { cents: htCents, for: quantity };
}

/**
 * Number in the supplier's own series, without gaps within a year. `series` stands for the supplier, so that two
 * sellers of one buyer never share a number. At most 35 characters of A-Z, 0-9 and - (BR-FR-01, BR-FR-02).
 */
export function invoiceNumber(series: number, year: number, seq: number): string {
  return `HALLE-${String(series).padStart(3, '0')}-${year}-${String(seq).padStart(5, '0')}`;
}

/**
 * Business process type (EN 16931 BT-23, French values of XP Z12-012): B goods, S services, M both; 1 to be paid, 2 paid
 * before issue. A delivery belongs to what it carries.
 */
export function operationCode({ lines, paidOn }: Pick<InvoiceContent, 'lines' | 'paidOn'>): string {
  const digit = paidOn === null ? '1' : '2';
  return `${operationNature(lines)}${digit}`;
}

const serviceKinds: ReadonlySet<InvoiceLine['kind']> = new Set(['service', 'contribution', 'cancellation', 'late']);

/** Kind of operation: B goods, S services, M both where neither is accessory to the other. */
export function operationNature(lines: readonly Pick<InvoiceLine, 'kind'>[]): 'B' | 'S' | 'M' {
  const goods = lines.some(({ kind }) => kind === 'goods');
  const services = lines.some(({ kind }) => serviceKinds.has(kind));
  if (goods && services) return 'M';
  return services ? 'S' : 'B';
}
