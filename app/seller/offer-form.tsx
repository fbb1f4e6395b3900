// The form of an offer: only the fields that its kind and category need.
import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { agecCategories, attributesOf, egalimClasses } from '#app/domain/catalogue/attributes.ts';
import {
  type Category,
  categories,
  type OfferKind,
  offerKinds,
  orderUnits,
  units,
  vatRates,
} from '#app/domain/catalogue/offer.ts';
import { formatRate, formatWeekday } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { AreaField, CheckField, Field, SelectField } from '#app/ui/field.tsx';
import { type FormRefusal, fieldProps } from '#app/ui/form-state.ts';

type Props = {
  kind: OfferKind;
  category: Category;
  values: Record<string, string>;
  refused: FormRefusal | undefined;
  references: { key: string; name: string }[];
  children: ReactNode;
};

export function OfferForm({ kind, category, values, refused, references, children }: Props) {
  const t = useMessages();
  const messages = t.offerEditor;
  const field = fieldProps(refused, values, {});
  const select = (name: string) => {
    const { autoFocus: _, ...rest } = field(name);
    return rest;
  };
  const shown = refused?.values ?? values;
  return (
    <Form method="post" className="grid max-w-3xl gap-5">
      <fieldset className="panel grid gap-4">
        <legend className="font-semibold">{messages.sections.words}</legend>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField label={messages.fields.kind} {...select('kind')}>
            {offerKinds.map((name) => (
              <option key={name} value={name}>
                {t.kinds[name]}
              </option>
            ))}
          </SelectField>
          <SelectField label={messages.fields.category} {...select('category')}>
            {categories.map((name) => (
              <option key={name} value={name}>
                {t.categories[name]}
              </option>
            ))}
          </SelectField>
        </div>
        <Field label={messages.fields.name_fr} maxLength={140} required {...field('name_fr')} />
        <AreaField
          label={messages.fields.description_fr}
          hint={messages.hints.description_fr}
          required
          {...field('description_fr')}
        />
        <Field label={messages.fields.name_en} hint={messages.hints.english} maxLength={140} {...field('name_en')} />
        <AreaField label={messages.fields.description_en} hint={messages.hints.english} {...field('description_en')} />
        <Field label={messages.fields.sku} hint={messages.hints.sku} maxLength={80} {...field('sku')} />
      </fieldset>
      <fieldset className="panel grid gap-4">
        <legend className="font-semibold">{messages.sections.price}</legend>
        {kind === 'service' && (
          <SelectField label={messages.fields.on_quote} {...select('on_quote')}>
            <option value="no">{t.no}</option>
            <option value="yes">{t.yes}</option>
          </SelectField>
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={messages.fields.price} inputMode="decimal" {...field('price')} />
          <Vat select={select} />
          <SelectField label={messages.fields.unit} {...select('unit')}>
            {units.map((name) => (
              <option key={name} value={name}>
                {t.units[name]}
              </option>
            ))}
          </SelectField>
          <SelectField label={messages.fields.order_unit} {...select('order_unit')}>
            {orderUnits.map((name) => (
              <option key={name} value={name}>
                {messages.orderUnits[name]}
              </option>
            ))}
          </SelectField>
        </div>
        <Field
          label={messages.fields.pack_size}
          hint={messages.hints.pack_size}
          inputMode="decimal"
          {...field('pack_size')}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={messages.fields.min_quantity} inputMode="numeric" {...field('min_quantity')} />
          <Field
            label={messages.fields.order_step}
            hint={messages.hints.order_step}
            inputMode="numeric"
            {...field('order_step')}
          />
        </div>
        <AreaField label={messages.fields.price_tiers} hint={messages.hints.price_tiers} {...field('price_tiers')} />
      </fieldset>
      <fieldset className="panel grid gap-4" id="stock-fields">
        <legend className="font-semibold">{messages.sections.stock}</legend>
        <Field label={messages.fields.stock} hint={messages.hints.stock} inputMode="numeric" {...field('stock')} />
        <Field label={messages.fields.lead_days} inputMode="numeric" {...field('lead_days')} />
      </fieldset>
      {kind === 'rental' && <Rental field={field} shown={shown} />}
      {kind === 'by-product' && <ByProduct field={field} select={select} />}
      <Details category={category} field={field} />
      <fieldset className="panel grid gap-4">
        <legend className="font-semibold">{messages.sections.impact}</legend>
        <Field label={messages.fields.mass_kg} inputMode="decimal" {...field('mass_kg')} />
        <SelectField label={messages.fields.reference} hint={messages.hints.reference} {...select('reference')}>
          <option value="">{messages.none}</option>
          {references.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </SelectField>
        <Field label={messages.fields.reference_units} inputMode="numeric" {...field('reference_units')} />
        {kind === 'rental' && (
          <Field
            label={messages.fields.uses_per_life}
            hint={messages.hints.uses_per_life}
            inputMode="numeric"
            {...field('uses_per_life')}
          />
        )}
        <SelectField label={messages.fields.agec58} {...select('agec58')}>
          <option value="">{messages.none}</option>
          {agecCategories.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </SelectField>
        {(category === 'food' || category === 'meals') && (
          <SelectField label={messages.fields.egalim} {...select('egalim')}>
            <option value="">{t.unknown}</option>
            {egalimClasses.map((name) => (
              <option key={name} value={name}>
                {messages.egalim[name]}
              </option>
            ))}
          </SelectField>
        )}
        <Field label={messages.fields.lent_units} inputMode="numeric" {...field('lent_units')} />
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
    <SelectField label={t.offerEditor.fields.vat} defaultValue={defaultValue.replace(',', '.')} {...vat}>
      {vatRates.map((rate) => (
        <option key={rate} value={rate / 100}>
          {formatRate(rate, locale)}
        </option>
      ))}
    </SelectField>
  );
}

function Rental({ field, shown }: { field: Fields; shown: Record<string, string> }) {
  const messages = useMessages().offerEditor;
  const locale = useLocale();
  return (
    <fieldset className="panel grid gap-4">
      <legend className="font-semibold">{messages.sections.rental}</legend>
      <Field label={messages.fields.deposit} inputMode="decimal" {...field('deposit')} />
      <input type="hidden" name="days_shown" value="1" />
      <fieldset>
        <legend className="font-semibold">{messages.fields.available_days}</legend>
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
      <AreaField label={messages.fields.away} hint={messages.hints.away} {...field('away')} />
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
  const messages = useMessages().offerEditor;
  return (
    <fieldset className="panel grid gap-4">
      <legend className="font-semibold">{messages.sections.byProduct}</legend>
      <Field label={messages.fields.by_product_quantity} maxLength={120} {...field('by_product_quantity')} />
      <SelectField label={messages.fields.by_product_frequency} {...select('by_product_frequency')}>
        {(['once', 'weekly', 'monthly', 'seasonal'] as const).map((name) => (
          <option key={name} value={name}>
            {messages.frequencies[name]}
          </option>
        ))}
      </SelectField>
      <SelectField label={messages.fields.by_product_status} {...select('by_product_status')}>
        {(['product', 'waste'] as const).map((name) => (
          <option key={name} value={name}>
            {messages.byProductStatuses[name]}
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
      <legend className="font-semibold">{t.offerEditor.sections.details}</legend>
      <input type="hidden" name="details_shown" value="1" />
      {error && <p className="font-semibold text-brick">{error}</p>}
      {attributesOf[category].map((key) => (
        <Field key={key} label={t.attributes[key]} maxLength={160} {...field(`attr_${key}`)} />
      ))}
    </fieldset>
  );
}
