// Who a supplier is in law: the same fields to register and to change.
import { categories } from '#app/domain/catalogue/offer.ts';
import { legalForms } from '#app/domain/suppliers/legal.ts';
import { vatRegimes } from '#app/domain/suppliers/supplier.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { Field, SelectField } from './field.tsx';
import type { fieldProps } from './form-state.ts';

export function IdentityFields({ field }: { field: ReturnType<typeof fieldProps> }) {
  const t = useMessages();
  const f = t.desk.fields;
  const { autoFocus: _, ...trade } = field('trade');
  const { autoFocus: _a, ...form } = field('legalForm');
  const { autoFocus: _b, ...vat } = field('vatRegime');
  return (
    <>
      <Field label={f.name} required maxLength={120} {...field('name')} />
      <SelectField label={f.trade} {...trade}>
        {categories.map((category) => (
          <option key={category} value={category}>
            {t.categories[category]}
          </option>
        ))}
      </SelectField>
      <Field label={f.legalName} required autoComplete="organization" maxLength={160} {...field('legalName')} />
      <SelectField label={f.legalForm} {...form}>
        {legalForms.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField label={f.vatRegime} {...vat}>
        {vatRegimes.map((regime) => (
          <option key={regime} value={regime}>
            {f.vatRegimes[regime]}
          </option>
        ))}
      </SelectField>
      <Field label={f.vatNumber} hint={f.vatNumberHint} {...field('vatNumber')} />
      <Field label={f.address} required autoComplete="street-address" {...field('address')} />
      <Field label={f.commune} hint={f.communeHint} required autoComplete="postal-code" {...field('insee')} />
      <Field label={f.contactName} required autoComplete="name" {...field('contactName')} />
      <Field label={f.email} type="email" required autoComplete="email" {...field('email')} />
      <Field label={f.phone} type="tel" required autoComplete="tel" {...field('phone')} />
    </>
  );
}
