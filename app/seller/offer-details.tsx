// The attributes of an offer, each with a field of its type.
import { type AttributeType, allergens } from '#app/domain/catalogue/attribute-types.ts';
import { attributeChoice, attributeFieldLabel } from '#app/i18n/format-attribute.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { CheckField, Field, SelectField } from '#app/ui/field.tsx';
import { FieldGroup } from '#app/ui/field-group.tsx';

export type DetailField = { key: string; type: AttributeType };

export function OfferDetails({ fields }: { fields: readonly DetailField[] }) {
  const t = useMessages();
  const hasAllergens = fields.some(({ type }) => type.kind === 'allergens');
  return (
    <FieldGroup name="attributes" legend={t.offerEditor.sections.details} className="panel grid gap-4 sm:grid-cols-2">
      <input type="hidden" name="details_shown" value="1" />
      {fields
        .filter(({ type }) => type.kind !== 'allergens')
        .map((field) => (
          <DetailInput key={field.key} field={field} />
        ))}
      {hasAllergens && <input type="hidden" name="allergens_shown" value="1" />}
      {hasAllergens && <AllergenBoxes />}
    </FieldGroup>
  );
}

function DetailInput({ field: { key, type } }: { field: DetailField }) {
  const t = useMessages();
  const [name, label] = [`attr_${key}`, attributeFieldLabel(key, type, t)];
  const options = optionsOf(key, type, t);
  if (options) {
    return (
      <SelectField name={name} label={label}>
        <option value="">{t.unknown}</option>
        {Object.entries(options).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </SelectField>
    );
  }
  return (
    <Field
      name={name}
      label={label}
      hint={key === 'price_parts' ? t.offerEditor.pricePartsHint : undefined}
      inputMode={type.kind === 'text' ? undefined : 'decimal'}
      maxLength={160}
    />
  );
}

function optionsOf(key: string, type: AttributeType, t: ReturnType<typeof useMessages>): Record<string, string> | null {
  if (type.kind === 'flag') return { yes: t.yes, no: t.no };
  if (type.kind !== 'choice') return null;
  return Object.fromEntries(type.values.map((value) => [value, attributeChoice(key, value, t)]));
}

function AllergenBoxes() {
  const t = useMessages();
  return (
    <FieldGroup name="attr_allergens" legend={t.attributes.allergens} className="sm:col-span-2">
      <div className="flex flex-wrap gap-x-5">
        {allergens.map((code) => (
          <CheckField key={code} name={`allergen_${code}`} value="1" label={t.allergens[code]} />
        ))}
        <CheckField name="allergen_none" value="1" label={t.noAllergens} />
      </div>
    </FieldGroup>
  );
}
