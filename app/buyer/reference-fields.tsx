import type { CostCentre } from '#app/domain/buying/cost-centre.ts';
import { maxReferenceLength, type ReferenceName, referenceNames } from '#app/domain/shared/order-references.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';

/** `free`: cents that are left of the year's budget. */
export type ReferenceFacts = {
  isPublic: boolean;
  required: readonly ReferenceName[];
  centres: (Pick<CostCentre, 'id' | 'code' | 'name'> & { free: number })[];
};

const typedNames = referenceNames.filter((name) => name !== 'costCentre');

/** The organisation's own references of an order; those of a public body are asked of none else, unless it asks for them. */
export function ReferenceFields({ isPublic, required, centres }: ReferenceFacts) {
  const { references: t } = useMessages().budgets;
  const asked = typedNames.filter((name) => isPublic || name === 'orderNumber' || required.includes(name));
  return (
    <section className="panel grid gap-4">
      <h2>{t.title}</h2>
      <p className="small">{t.lead}</p>
      {(centres.length > 0 || required.includes('costCentre')) && (
        <CentreChoice centres={centres} isRequired={required.includes('costCentre')} />
      )}
      {asked.map((name) => (
        <Field
          key={name}
          name={name}
          label={t.names[name]}
          hint={t.hints[name]}
          maxLength={maxReferenceLength[name]}
          required={required.includes(name)}
        />
      ))}
    </section>
  );
}

function CentreChoice({ centres, isRequired }: { centres: ReferenceFacts['centres']; isRequired: boolean }) {
  const { references: t } = useMessages().budgets;
  const locale = useLocale();
  return (
    <SelectField name="costCentre" label={t.names.costCentre} hint={isRequired ? t.centreRequired : undefined}>
      <option value="">{t.noCentre}</option>
      {centres.map(({ id, code, name, free }) => (
        <option key={id} value={id}>
          {t.centre(code, name, formatMoney(free, locale))}
        </option>
      ))}
    </SelectField>
  );
}
