// Sums and codes of an invoice. Pure: no sentences, no layout.
import type { Locale } from '#app/domain/shared/locale.ts';
import { sum } from '#app/domain/shared/money.ts';

export const invoiceKinds = ['invoice', 'credit-note'] as const;

/** A party of an invoice. */
export type InvoiceParty = {
  name: string;
  legalForm: string | null;
  siret: string | null;
  vatNumber: string | null;
  address: string;
  postcode: string;
  city: string;
  email: string;
};
export type InvoiceLine = {
  kind: 'goods' | 'delivery';
  /** Empty for a delivery, which the document names itself. */
  nameFr: string;
  nameEn: string;
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
  issuedOn: string;
  deliveredOn: string;
  orderNumber: string;
  locale: Locale;
  seller: InvoiceParty;
  buyer: InvoiceParty;
  vatRegime: 'standard' | 'franchise' | 'margin';
  lines: InvoiceLine[];
  /** Null if it is payable by bank transfer until `dueOn`. */
  paidOn: string | null;
  dueOn: string;
  /**
   * The signed checkpoint of the impact ledger at that time: a copy outside the cooperative. Absent in older
   * invoices.
   */
  checkpoint?: string | null;
};

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
  return packMilli === 1000 ? (unitCodes[unit] ?? 'C62') : 'C62';
}

/** Unit price in euros, with enough decimals that quantity times price gives the line's amount. */
export function unitPrice({ htCents, quantity }: Pick<InvoiceLine, 'htCents' | 'quantity'>): number {
  return Math.round((htCents / quantity) * 1e6) / 1e8;
}

/** Number in the supplier's own series at Halle, without gaps within a year. */
export function invoiceNumber(year: number, seq: number): string {
  return `HALLE-${year}-${String(seq).padStart(5, '0')}`;
}
