// The attributes of an offer, each with a field of its own.
import { type Attribute, attributes, attributesOf } from '#app/domain/catalogue/attributes.ts';
import type { Category } from '#app/domain/catalogue/offer.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { FieldGroup } from '#app/ui/field-group.tsx';

export function OfferDetails({ category, extra }: { category: Category; extra: readonly string[] }) {
  const t = useMessages();
  const own: readonly Attribute[] = attributesOf[category];
  const shown = [...own, ...attributes.filter((key) => extra.includes(key) && !own.includes(key))];
  return (
    <FieldGroup name="attributes" legend={t.offerEditor.sections.details} className="panel grid gap-4 sm:grid-cols-2">
      <input type="hidden" name="details_shown" value="1" />
      {shown.map((key) => (
        <Field
          key={key}
          name={`attr_${key}`}
          label={t.attributes[key]}
          hint={key === 'price_parts' ? t.offerEditor.pricePartsHint : undefined}
          maxLength={160}
        />
      ))}
    </FieldGroup>
  );
}
