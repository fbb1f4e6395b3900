// The form of an offer: only the fields that its kind and category need.
import type { ReactNode } from 'react';
import { agecLines } from '#app/domain/catalogue/agec-lines.ts';
import { repairedThings } from '#app/domain/catalogue/draft.ts';
import { egalimClasses, foodFamilies } from '#app/domain/catalogue/food.ts';
import {
  type Category,
  categories,
  type OfferKind,
  offerKinds,
  orderUnits,
  type TranslatedField,
  units,
  vatRates,
} from '#app/domain/catalogue/offer.ts';
import { formatRate, formatWeekday } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { AreaField, CheckField, Field, SelectField } from '#app/ui/field.tsx';
import { FieldGroup } from '#app/ui/field-group.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import { BookingFields } from './booking-fields.tsx';
import { type DetailField, OfferDetails } from './offer-details.tsx';
import { type ThingChoice, ThingField } from './thing-field.tsx';
import { ToTranslate } from './to-translate.tsx';

type Props = {
  kind: OfferKind;
  category: Category;
  values: Record<string, string>;
  /** The intents of its buttons; none where it is the only form. */
  intents?: readonly string[];
  things: readonly ThingChoice[];
  /** The thing that the offer's name says, while its seller chose none. */
  thingByName?: string | null;
  /** Why the offer cannot go live: it is no known thing. */
  thingError?: string | undefined;
  /** Of an offer that exists: the originals of the fields (`openEdit`), and what else its form needs to know. */
  shown?: string;
  toTranslate?: readonly TranslatedField[];
  /** Its attributes, in their order. */
  details: readonly DetailField[];
  stockHref?: string;
  children: ReactNode;
};

export function OfferForm({
  kind,
  category,
  values,
  intents,
  things,
  thingByName,
  thingError,
  shown,
  toTranslate = [],
  details,
  stockHref,
  children,
}: Props) {
  const t = useMessages();
  const messages = t.offerEditor;
  return (
    <PostForm {...(intents && { intents })} {...(shown && { shown })} kept={values} className="grid max-w-3xl gap-5">
      <fieldset className="panel grid gap-4">
        <legend className="font-semibold">{messages.sections.words}</legend>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField name="kind" label={messages.fields.kind}>
            {offerKinds.map((name) => (
              <option key={name} value={name}>
                {t.kinds[name]}
              </option>
            ))}
          </SelectField>
          <SelectField name="category" label={messages.fields.category}>
            {categories.map((name) => (
              <option key={name} value={name}>
                {t.categories[name]}
              </option>
            ))}
          </SelectField>
        </div>
        <Field name="name_fr" label={messages.fields.name_fr} maxLength={140} required />
        <ThingField things={things} byName={thingByName} error={thingError} />
        <AreaField
          name="description_fr"
          label={messages.fields.description_fr}
          hint={messages.hints.description_fr}
          required
        />
        <Field name="name_en" label={messages.fields.name_en} hint={messages.hints.english} maxLength={140} />
        {toTranslate.includes('nameEn') && <ToTranslate field="nameEn" />}
        <AreaField name="description_en" label={messages.fields.description_en} hint={messages.hints.english} />
        {toTranslate.includes('descriptionEn') && <ToTranslate field="descriptionEn" />}
        <AreaField
          name="claim_note"
          label={t.claimTexts.formNote}
          hint={t.claimTexts.formNoteHint}
          rows={2}
          maxLength={1000}
        />
        <Field name="sku" label={messages.fields.sku} hint={messages.hints.sku} maxLength={80} />
        <Field name="gtin" label={messages.fields.gtin} hint={messages.hints.gtin} inputMode="numeric" />
      </fieldset>
      <fieldset className="panel grid gap-4">
        <legend className="font-semibold">{messages.sections.price}</legend>
        {kind === 'service' && (
          <SelectField name="on_quote" label={messages.fields.on_quote}>
            <option value="no">{t.no}</option>
            <option value="yes">{t.yes}</option>
          </SelectField>
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="price" optional={false} label={messages.fields.price} inputMode="decimal" />
          <Vat />
          <SelectField name="unit" label={messages.fields.unit}>
            {units.map((name) => (
              <option key={name} value={name}>
                {t.units[name]}
              </option>
            ))}
          </SelectField>
          <SelectField name="order_unit" label={messages.fields.order_unit}>
            {orderUnits.map((name) => (
              <option key={name} value={name}>
                {messages.orderUnits[name]}
              </option>
            ))}
          </SelectField>
        </div>
        <Field name="pack_size" label={messages.fields.pack_size} hint={messages.hints.pack_size} inputMode="decimal" />
        <Field name="content" label={messages.fields.content} hint={messages.hints.content} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="min_quantity" label={messages.fields.min_quantity} inputMode="numeric" />
          <Field
            name="order_step"
            label={messages.fields.order_step}
            hint={messages.hints.order_step}
            inputMode="numeric"
          />
        </div>
        <PieceWeightFields />
        <AreaField name="price_tiers" label={messages.fields.price_tiers} hint={messages.hints.price_tiers} />
      </fieldset>
      <fieldset className="panel grid gap-4" id="stock-fields">
        <legend className="font-semibold">{messages.sections.stock}</legend>
        <Field name="stock" label={messages.fields.stock} hint={messages.hints.stock} inputMode="numeric" />
        {stockHref && (
          <p className="small">
            <a href={stockHref}>{t.stockPage.link}</a>
          </p>
        )}
        <Field name="lead_days" label={messages.fields.lead_days} inputMode="numeric" />
      </fieldset>
      {(kind === 'rental' || kind === 'service') && <BookingFields />}
      {kind === 'rental' && <Rental hasHours={Boolean(values.booking_way)} />}
      {kind === 'by-product' && <ByProduct />}
      <OfferDetails fields={details} />
      <fieldset className="panel grid gap-4">
        <legend className="font-semibold">{messages.sections.impact}</legend>
        <Field name="mass_kg" label={messages.fields.mass_kg} inputMode="decimal" />
        <Field name="recycled_percent" label={messages.fields.recycled_percent} inputMode="numeric" />
        {kind === 'rental' && (
          <Field
            name="uses_per_life"
            optional={false}
            label={messages.fields.uses_per_life}
            hint={messages.hints.uses_per_life}
            inputMode="numeric"
          />
        )}
        <SelectField name="agec58" label={messages.fields.agec58}>
          <option value="">{messages.none}</option>
          {Object.values(agecLines).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </SelectField>
        {(category === 'food' || category === 'meals') && (
          <SelectField name="egalim" label={messages.fields.egalim} hint={messages.hints.egalim}>
            <option value="">{t.unknown}</option>
            {egalimClasses.map((name) => (
              <option key={name} value={name}>
                {t.food.classes[name]}
              </option>
            ))}
          </SelectField>
        )}
        {category === 'food' && (
          <SelectField name="food_family" label={messages.fields.food_family} hint={messages.hints.food_family}>
            <option value="">{t.unknown}</option>
            {foodFamilies.map((name) => (
              <option key={name} value={name}>
                {t.food.families[name]}
              </option>
            ))}
          </SelectField>
        )}
        {kind === 'repaired' && (
          <SelectField
            name="repaired_thing"
            label={messages.fields.repaired_thing}
            hint={messages.hints.repaired_thing}
          >
            <option value="">{t.unknown}</option>
            {repairedThings.map((name) => (
              <option key={name} value={name}>
                {messages.repairedThings[name]}
              </option>
            ))}
          </SelectField>
        )}
        <Field name="lent_units" label={messages.fields.lent_units} inputMode="numeric" />
      </fieldset>
      <div className="flex flex-wrap gap-3">{children}</div>
    </PostForm>
  );
}

function PieceWeightFields() {
  const t = useMessages();
  const { fields } = t.offerEditor;
  return (
    <FieldGroup name="piece_weight" legend={t.weighed.form.legend} className="grid gap-3">
      <p className="small">{t.weighed.form.lead}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field name="piece_min_kg" label={fields.piece_min_kg} inputMode="decimal" />
        <Field name="piece_max_kg" label={fields.piece_max_kg} inputMode="decimal" />
        <Field name="price_per_kg" label={fields.price_per_kg} inputMode="decimal" />
      </div>
    </FieldGroup>
  );
}

function Vat() {
  const t = useMessages();
  const locale = useLocale();
  return (
    <SelectField name="vat" label={t.offerEditor.fields.vat}>
      {vatRates.map((rate) => (
        <option key={rate} value={rate / 100}>
          {formatRate(rate, locale)}
        </option>
      ))}
    </SelectField>
  );
}

/** Hours of booking say the days too; what is lent without them has days of its own. */
function Rental({ hasHours }: { hasHours: boolean }) {
  const messages = useMessages().offerEditor;
  const locale = useLocale();
  return (
    <fieldset className="panel grid gap-4">
      <legend className="font-semibold">{messages.sections.rental}</legend>
      <Field name="deposit" label={messages.fields.deposit} inputMode="decimal" />
      {!hasHours && (
        <>
          <input type="hidden" name="days_shown" value="1" />
          <FieldGroup name="available_days" legend={messages.fields.available_days}>
            <div className="flex flex-wrap gap-x-5">
              {[1, 2, 3, 4, 5, 6, 7].map((day) => (
                <CheckField key={day} name={`day${day}`} value="1" label={formatWeekday(day, locale)} />
              ))}
            </div>
          </FieldGroup>
        </>
      )}
      <AreaField name="away" label={messages.fields.away} hint={messages.hints.away} />
    </fieldset>
  );
}

function ByProduct() {
  const messages = useMessages().offerEditor;
  return (
    <fieldset className="panel grid gap-4">
      <legend className="font-semibold">{messages.sections.byProduct}</legend>
      <Field name="by_product_quantity" optional={false} label={messages.fields.by_product_quantity} maxLength={120} />
      <SelectField name="by_product_frequency" label={messages.fields.by_product_frequency}>
        {(['once', 'weekly', 'monthly', 'seasonal'] as const).map((name) => (
          <option key={name} value={name}>
            {messages.frequencies[name]}
          </option>
        ))}
      </SelectField>
      <SelectField name="by_product_status" label={messages.fields.by_product_status}>
        {(['product', 'waste'] as const).map((name) => (
          <option key={name} value={name}>
            {messages.byProductStatuses[name]}
          </option>
        ))}
      </SelectField>
    </fieldset>
  );
}
