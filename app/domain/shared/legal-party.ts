// Seller and buyer as an order freezes them when it is placed. Invoices and credit notes are made from this alone, not
// from what the parties became later.

import type { OrderReferences } from './order-references.ts';

/** A party as its documents name it. */
export type LegalParty = {
  /** The name that the law wants on an invoice; a sole trader's ends in "EI". */
  name: string;
  legalForm: string | null;
  siret: string | null;
  vatNumber: string | null;
  address: string;
  postcode: string;
  city: string;
  email: string;
  /** Address for e-invoices in the national directory (scheme 0225), given by the buyer; null when unknown. */
  invoiceRoute: string | null;
};

/** The billed buyer of an order, with the references that it gave for it; absent where it gave none. */
export type BuyerParty = LegalParty & { references?: OrderReferences };

/** The seller of a part: its regime decides what VAT its lines may bear. */
export type FrozenSeller = LegalParty & { vatRegime: 'standard' | 'franchise' | 'margin' };

/** The party of an erased person or organisation. */
export const erasedParty: LegalParty = {
  name: '',
  legalForm: null,
  siret: null,
  vatNumber: null,
  address: '',
  postcode: '',
  city: '',
  email: '',
  invoiceRoute: null,
};
