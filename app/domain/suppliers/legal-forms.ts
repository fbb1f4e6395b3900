// Legal forms of suppliers, in the names used on invoices.
import { findOwnValue } from '#app/domain/shared/own-value.ts';

export const legalForms = [
  'Entrepreneur individuel',
  'EURL',
  'SARL',
  'SAS',
  'SASU',
  'SA',
  'SCOP',
  'SCIC',
  'SCA',
  'SCEA',
  'EARL',
  'GAEC',
  'CUMA',
  'Association',
  'Association (ACI)',
  'Association (ESAT)',
  'SAS (entreprise d’insertion)',
  'SAS (entreprise adaptée)',
  'Mutuelle',
  'Établissement public',
] as const;

export const supplierTypes = [
  'cooperative',
  'association',
  'inclusion',
  'farm',
  'sole-trader',
  'company',
  'public',
] as const;
export type SupplierType = (typeof supplierTypes)[number];

const typesOf: Record<string, readonly SupplierType[]> = {
  'Entrepreneur individuel': ['sole-trader'],
  EURL: ['sole-trader'],
  SCOP: ['cooperative'],
  SCIC: ['cooperative'],
  SCA: ['cooperative'],
  CUMA: ['cooperative'],
  SCEA: ['farm'],
  EARL: ['farm'],
  GAEC: ['farm'],
  Association: ['association'],
  'Association (ACI)': ['association', 'inclusion'],
  'Association (ESAT)': ['association', 'inclusion'],
  'SAS (entreprise d’insertion)': ['company', 'inclusion'],
  'SAS (entreprise adaptée)': ['company', 'inclusion'],
  Mutuelle: ['association'],
  'Établissement public': ['public'],
};

/** The form of a person who trades under their own name. "Micro-entreprise" is a tax regime of theirs, not a form. */
const soleTrader = 'Entrepreneur individuel';

/** The name on documents: a sole trader's is followed by "EI" (Code de commerce, art. R. 526-27). */
export function invoiceName(legalName: string, legalForm: string): string {
  const marked = /(^|\s)(EI|entrepreneur individuel)(\s|$)/i.test(legalName);
  return legalForm === soleTrader && !marked ? `${legalName} EI` : legalName;
}

/** The supplier types of a legal form, sometimes two. An unknown form counts as a company. */
export function supplierTypesOf(legalForm: string): readonly SupplierType[] {
  return findOwnValue(typesOf, legalForm) ?? ['company'];
}
