// Fields of a supplier's legal identity, shared by registration and editing.
import { categories } from '#app/domain/catalogue/offer.ts';
import { legalForms } from '#app/domain/suppliers/legal-forms.ts';
import { vatRegimes } from '#app/domain/suppliers/supplier.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';

export function VatFields() {
  const t = useMessages();
  const labels = t.seller.fields;
  return (
    <>
      <SelectField label={labels.vatRegime} name="vatRegime">
        {vatRegimes.map((regime) => (
          <option key={regime} value={regime}>
            {labels.vatRegimes[regime]}
          </option>
        ))}
      </SelectField>
      <Field name="vatNumber" label={labels.vatNumber} hint={labels.vatNumberHint} />
    </>
  );
}

/** `vat`: the regime is asked too, when a supplier joins; later it has a page of its own. */
export function IdentityFields({ vat }: { vat: boolean }) {
  const t = useMessages();
  const labels = t.seller.fields;
  return (
    <>
      <Field name="name" label={labels.name} required maxLength={120} />
      <SelectField label={labels.trade} name="trade">
        {categories.map((category) => (
          <option key={category} value={category}>
            {t.categories[category]}
          </option>
        ))}
      </SelectField>
      <Field name="legalName" label={labels.legalName} required autoComplete="organization" maxLength={160} />
      <SelectField label={labels.legalForm} name="legalForm">
        {legalForms.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </SelectField>
      {vat && <VatFields />}
      <Field name="address" label={labels.address} required autoComplete="address-line1" />
      <Field name="insee" label={labels.commune} hint={labels.communeHint} required autoComplete="postal-code" />
      <Field name="contactName" label={labels.contactName} required autoComplete="name" />
      <Field name="email" label={labels.email} type="email" required autoComplete="email" />
      <Field name="phone" label={labels.phone} type="tel" required autoComplete="tel" />
    </>
  );
}
