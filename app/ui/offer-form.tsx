// The form of an offer: what its kind and department need, and nothing else.
import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { agecCategories, attributesOf, egalimClasses } from '#app/domain/catalogue/attributes.ts';
import {
  type Category,
  categories,
  type Kind,
  kinds,
  orderUnits,
  units,
  vatRates,
} from '#app/domain/catalogue/offer.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatRate, formatWeekday } from '#app/i18n/format.ts';
import { AreaField, CheckField, Field, SelectField } from './field.tsx';
import { fieldProps, type Refusal } from './form-state.ts';

type Props = {
  kind: Kind;
  category: Category;
  values: Record<string, string>;
  refused: Refusal | undefined;
  references: { key: string; name: string }[];
  children: ReactNode;
};

export function OfferForm({ kind, category, values, refused, references, children }: Props) {
  const t = useMessages();
  const o = t.offerDesk;
  const field = fieldProps(refused, values, {});
  const select = (name: string) => {
    const { autoFocus: _, ...rest } = field(name);
    return rest;
  };
  const shown = refused?.values ?? values;
  return (
    <Form method="post" className="grid max-w-3xl gap-5">
      <fieldset className="panel grid gap-4">
        <legend className="font-semibold">{o.sections.words}</legend>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField label={o.fields.kind} {...select('kind')}>
            {kinds.map((name) => (
              <option key={name} value={name}>
                {t.kinds[name]}
              </option>
            ))}
          </SelectField>
          <SelectField label={o.fields.category} {...select('category')}>
            {categories.map((name) => (
              <option key={name} value={name}>
                {t.categories[name]}
              </option>
            ))}
          </SelectField>
        </div>
        <Field label={o.fields.name_fr} maxLength={140} required {...field('name_fr')} />
        <AreaField
          label={o.fields.description_fr}
          hint={o.hints.description_fr}
          required
          {...field('description_fr')}
        />
        <Field label={o.fields.name_en} hint={o.hints.english} maxLength={140} {...field('name_en')} />
        <AreaField label={o.fields.description_en} hint={o.hints.english} {...field('description_en')} />
        <Field label={o.fields.sku} hint={o.hints.sku} maxLength={80} {...field('sku')} />
      </fieldset>
      <fieldset className="panel grid gap-4">
        <legend className="font-semibold">{o.sections.price}</legend>
        {kind === 'service' && (
          <SelectField label={o.fields.on_quote} {...select('on_quote')}>
            <option value="no">{t.no}</option>
            <option value="yes">{t.yes}</option>
          </SelectField>
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={o.fields.price} inputMode="decimal" {...field('price')} />
          <Vat select={select} />
          <SelectField label={o.fields.unit} {...select('unit')}>
            {units.map((name) => (
              <option key={name} value={name}>
                {t.units[name]}
              </option>
            ))}
          </SelectField>
          <SelectField label={o.fields.order_unit} {...select('order_unit')}>
            {orderUnits.map((name) => (
              <option key={name} value={name}>
                {o.orderUnits[name]}
              </option>
            ))}
          </SelectField>
        </div>
        <Field label={o.fields.pack_size} hint={o.hints.pack_size} inputMode="decimal" {...field('pack_size')} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={o.fields.min_quantity} inputMode="numeric" {...field('min_quantity')} />
          <Field label={o.fields.order_step} hint={o.hints.order_step} inputMode="numeric" {...field('order_step')} />
        </div>
        <AreaField label={o.fields.price_tiers} hint={o.hints.price_tiers} {...field('price_tiers')} />
      </fieldset>
      <fieldset className="panel grid gap-4" id="stock-fields">
        <legend className="font-semibold">{o.sections.stock}</legend>
        <Field label={o.fields.stock} hint={o.hints.stock} inputMode="numeric" {...field('stock')} />
        <Field label={o.fields.lead_days} inputMode="numeric" {...field('lead_days')} />
      </fieldset>
      {kind === 'rental' && <Rental field={field} shown={shown} />}
      {kind === 'by-product' && <ByProduct field={field} select={select} />}
      <Details category={category} field={field} />
      <fieldset className="panel grid gap-4">
        <legend className="font-semibold">{o.sections.impact}</legend>
        <Field label={o.fields.mass_kg} inputMode="decimal" {...field('mass_kg')} />
        <SelectField label={o.fields.reference} hint={o.hints.reference} {...select('reference')}>
          <option value="">{o.none}</option>
          {references.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </SelectField>
        <Field label={o.fields.reference_units} inputMode="numeric" {...field('reference_units')} />
        {kind === 'rental' && (
          <Field
            label={o.fields.uses_per_life}
            hint={o.hints.uses_per_life}
            inputMode="numeric"
            {...field('uses_per_life')}
          />
        )}
        <SelectField label={o.fields.agec58} {...select('agec58')}>
          <option value="">{o.none}</option>
          {agecCategories.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </SelectField>
        {(category === 'food' || category === 'meals') && (
          <SelectField label={o.fields.egalim} {...select('egalim')}>
            <option value="">{t.unknown}</option>
            {egalimClasses.map((name) => (
              <option key={name} value={name}>
                {o.egalim[name]}
              </option>
            ))}
          </SelectField>
        )}
        <Field label={o.fields.lent_units} inputMode="numeric" {...field('lent_units')} />
      </fieldset>
      <div className="flex flex-wrap gap-3">{children}</div>
    </Form>
  );
}

type Fields = ReturnType<typeof fieldProps>;

function Vat({ select }: { select: (name: string) => Omit<ReturnType<Fields>, 'autoFocus'> }) {
  const t = useMessages();
  const locale = useLocale();
  const { defaultValue, ...vat } = select('vat');
  return (
    <SelectField label={t.offerDesk.fields.vat} defaultValue={defaultValue.replace(',', '.')} {...vat}>
      {vatRates.map((rate) => (
        <option key={rate} value={rate / 100}>
          {formatRate(rate, locale)}
        </option>
      ))}
    </SelectField>
  );
}

function Rental({ field, shown }: { field: Fields; shown: Record<string, string> }) {
  const o = useMessages().offerDesk;
  const locale = useLocale();
  return (
    <fieldset className="panel grid gap-4">
      <legend className="font-semibold">{o.sections.rental}</legend>
      <Field label={o.fields.deposit} inputMode="decimal" {...field('deposit')} />
      <input type="hidden" name="days_shown" value="1" />
      <fieldset>
        <legend className="font-semibold">{o.fields.available_days}</legend>
        <div className="flex flex-wrap gap-x-5">
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <CheckField
              key={day}
              name={`day${day}`}
              value="1"
              label={formatWeekday(day, locale)}
              defaultChecked={`day${day}` in shown}
            />
          ))}
        </div>
      </fieldset>
      <AreaField label={o.fields.away} hint={o.hints.away} {...field('away')} />
    </fieldset>
  );
}

function ByProduct({
  field,
  select,
}: {
  field: Fields;
  select: (name: string) => Omit<ReturnType<Fields>, 'autoFocus'>;
}) {
  const o = useMessages().offerDesk;
  return (
    <fieldset className="panel grid gap-4">
      <legend className="font-semibold">{o.sections.byProduct}</legend>
      <Field label={o.fields.by_product_quantity} maxLength={120} {...field('by_product_quantity')} />
      <SelectField label={o.fields.by_product_frequency} {...select('by_product_frequency')}>
        {(['once', 'weekly', 'monthly', 'seasonal'] as const).map((name) => (
          <option key={name} value={name}>
            {o.frequencies[name]}
          </option>
        ))}
      </SelectField>
      <SelectField label={o.fields.by_product_status} {...select('by_product_status')}>
        {(['product', 'waste'] as const).map((name) => (
          <option key={name} value={name}>
            {o.byProductStatuses[name]}
          </option>
        ))}
      </SelectField>
    </fieldset>
  );
}

function Details({ category, field }: { category: Category; field: Fields }) {
  const t = useMessages();
  const error = field('attributes').error;
  return (
    <fieldset className="panel grid gap-4 sm:grid-cols-2">
      <legend className="font-semibold">{t.offerDesk.sections.details}</legend>
      <input type="hidden" name="details_shown" value="1" />
      {error && <p className="font-semibold text-brick">{error}</p>}
      {attributesOf[category].map((key) => (
        <Field key={key} label={t.attributes[key]} maxLength={160} {...field(`attr_${key}`)} />
      ))}
    </fieldset>
  );
}
