// The attributes of an offer as facts, with their labels and units.
import type { OfferAttribute } from '#app/domain/catalogue/attributes.server.ts';
import { attributeLabel, formatAttribute } from '#app/i18n/format-attribute.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

export function OfferAttributes({ attributes }: { attributes: readonly OfferAttribute[] }) {
  const t = useMessages();
  const locale = useLocale();
  if (attributes.length === 0) return null;
  return (
    <dl className="facts mt-4">
      {attributes.map((attribute) => (
        <div key={attribute.key}>
          <dt>{attributeLabel(attribute.key, attribute.type, t)}</dt>
          <dd lang={attribute.lang}>{formatAttribute(attribute, t, locale)}</dd>
        </div>
      ))}
    </dl>
  );
}
