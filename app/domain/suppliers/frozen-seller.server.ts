// A supplier's legal identity as an order freezes it.
import { placeOfCommune } from '#app/domain/shared/communes.server.ts';
import type { FrozenSeller } from '#app/domain/shared/legal-party.ts';
import type { suppliers } from '#db/schema/suppliers.ts';
import { invoiceName } from './legal-forms.ts';

/** The seller of an order placed now. */
export function frozenSeller(supplier: typeof suppliers.$inferSelect): FrozenSeller {
  const { legalName, legalForm, siret, vatNumber, vatRegime, address, insee, email } = supplier;
  return {
    name: invoiceName(legalName, legalForm),
    legalForm,
    siret,
    vatNumber,
    vatRegime,
    address,
    ...placeOfCommune(insee),
    email,
    invoiceRoute: null,
  };
}
