// Fields of a supplier's legal identity, shared by registration and editing.
import { categories } from '#app/domain/catalogue/offer.ts';
import { legalForms } from '#app/domain/suppliers/legal-forms.ts';
import { vatRegimes } from '#app/domain/suppliers/supplier.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import type { fieldProps } from '#app/ui/form-state.ts';

export function IdentityFields({ field }: { field: ReturnType<typeof fieldProps> }) {
  const t = useMessages();
  const labels = t.seller.fields;
  const { autoFocus: _, ...trade } = field('trade');
  const { autoFocus: _a, ...form } = field('legalForm');
  const { autoFocus: _b, ...vat } = field('vatRegime');
  return (
    <>
      <Field label={labels.name} required maxLength={120} {...field('name')} />
      <SelectField label={labels.trade} {...trade}>
        {categories.map((category) => (
          <option key={category} value={category}>
            {t.categories[category]}
          </option>
        ))}
      </SelectField>
      <Field label={labels.legalName} required autoComplete="organization" maxLength={160} {...field('legalName')} />
      <SelectField label={labels.legalForm} {...form}>
        {legalForms.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField label={labels.vatRegime} {...vat}>
        {vatRegimes.map((regime) => (
          <option key={regime} value={regime}>
            {labels.vatRegimes[regime]}
          </option>
        ))}
      </SelectField>
      <Field label={labels.vatNumber} hint={labels.vatNumberHint} {...field('vatNumber')} />
      <Field label={labels.address} required autoComplete="street-address" {...field('address')} />
      <Field label={labels.commune} hint={labels.communeHint} required autoComplete="postal-code" {...field('insee')} />
      <Field label={labels.contactName} required autoComplete="name" {...field('contactName')} />
      <Field label={labels.email} type="email" required autoComplete="email" {...field('email')} />
      <Field label={labels.phone} type="tel" required autoComplete="tel" {...field('phone')} />
    </>
  );
}
