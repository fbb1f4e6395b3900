import type { QuantityUnit } from '#app/domain/scoring/criterion-quantities.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { CheckField, Field } from '#app/ui/field.tsx';

export type QuantityFieldsView = {
  months: number | null;
  fields: { name: string; label: string; unit: QuantityUnit; optional: boolean }[];
};

/** Asks for what the books say; the platform computes the value. */
export function QuantityFields({ view: { months, fields }, day }: { view: QuantityFieldsView; day: string }) {
  const messages = useMessages().evidence;
  return (
    <fieldset className="grid gap-4">
      <legend className="font-semibold">{messages.quantities}</legend>
      {months !== null && (
        <>
          <p className="small">{messages.periodHint(months)}</p>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field name="from" label={messages.periodFrom} type="date" max={day} required />
            <Field name="to" label={messages.periodTo} type="date" max={day} required />
          </div>
        </>
      )}
      {fields.map(({ name, label, unit, optional }) =>
        unit === 'case' ? (
          <CheckField key={name} name={name} value="1" label={label} optional={false} />
        ) : (
          <Field
            key={name}
            name={name}
            label={messages.quantityUnits[unit] ? `${label} (${messages.quantityUnits[unit]})` : label}
            inputMode="decimal"
            maxLength={20}
            required={!optional}
          />
        ),
      )}
    </fieldset>
  );
}
