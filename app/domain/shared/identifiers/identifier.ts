// Identifiers that people type: one file a kind, each with its published rule. A reader takes what people write, and
// gives the plain form that is stored, or the reason of its refusal; app/i18n has the words for it.

/** The reasons of refusal of each kind; `t.identifiers` has a sentence for each. */
export type IdentifierRefusals = {
  siret: 'length' | 'siren-key' | 'siret-key';
  rna: 'shape';
  vatNumber: 'country' | 'shape' | 'key' | 'other-company';
  iban: 'shape' | 'overseas' | 'country' | 'length' | 'key' | 'rib-key';
  phone: 'digits' | 'country' | 'length';
  email: 'at' | 'local-part' | 'local-accents' | 'local-length' | 'domain' | 'domain-length';
  gtin: 'length' | 'key';
  controlBody: 'shape';
  healthMark: 'shape';
};
export type IdentifierKind = keyof IdentifierRefusals;

export type ReadIdentifier<Kind extends IdentifierKind> =
  | { ok: true; value: string }
  | { ok: false; reason: IdentifierRefusals[Kind] };

/** Without the blanks, no-break blanks, dots and dashes that people group characters with, in capitals. */
export function ungroup(typed: string): string {
  return typed.replace(/[\s\u200b.\u2010-\u2015-]/g, '').toUpperCase();
}

/** The sum of digits, each times its weight; the digits beyond the weights do not count. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0);
}
