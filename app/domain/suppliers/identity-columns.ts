// The fields by which a supplier is known to the law and to buyers: approved by stewards, so changed through them.

export const legalColumns = ['name', 'legalName', 'legalForm', 'address', 'insee'] as const;
export type LegalColumn = (typeof legalColumns)[number];
/** Changed fields with their new texts. */
export type IdentityChanges = Partial<Record<LegalColumn, string>>;

/** The name under which the forms label a column. */
export function columnLabel(column: LegalColumn): Exclude<LegalColumn, 'insee'> | 'commune' {
  return column === 'insee' ? 'commune' : column;
}

/** Of a request: decided by a steward, or replaced by a later request of the supplier. */
export const identityOutcomes = ['accepted', 'refused', 'replaced'] as const;

/** The part of a profile's changes that is its legal identity, and the rest. */
export function splitIdentity<C extends IdentityChanges>(
  changes: C,
): { legal: IdentityChanges; rest: Omit<C, LegalColumn> } {
  const { name, legalName, legalForm, address, insee, ...rest } = changes;
  const own = Object.entries({ name, legalName, legalForm, address, insee }).filter(([, value]) => value !== undefined);
  return { legal: Object.fromEntries(own), rest };
}
