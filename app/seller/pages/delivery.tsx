import { useLoaderData } from '@remix-run/react';
import { listTouched } from '#app/domain/fulfilment/touched-promises.server.ts';
import { modes } from '#app/domain/impact/terms.ts';
import { updateProfile } from '#app/domain/suppliers/joining.server.ts';
import { openEdit } from '#app/http/edit-form.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { goTo } from '#app/http/form-answer.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatWeekday } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { writeClosedDays } from '#app/seller/closed-days.ts';
import { weekdays } from '#app/seller/hours-fields.ts';
import { ClosureDates, OpeningGrid, PickupPointCards } from '#app/seller/hours-grid.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { changedColumns, deliveryValues, profileEditing } from '#app/seller/profile-edit.server.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { deliveryForm } from '#app/seller/supplier-forms.server.ts';
import { CheckField, Field, SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/delivery', (ctx, { supplier, roles }) => {
  const kept = deliveryValues(ctx, supplier);
  return {
    ...sellerHeader({ supplier, roles }, ctx.t.seller.delivery.title),
    kept,
    shown: openEdit(kept),
  };
});

export const action = supplierFormAction('seller/delivery', {
  schema: deliveryForm,
  editing: (ctx, { supplier }) => profileEditing(ctx, supplier, deliveryValues(ctx, supplier, true)),
  run(ctx, { supplier }, profile, _, edit) {
    const { closures, ...others } = changedColumns(profile, edit);
    const isPromised = closures !== undefined && listTouched(ctx, supplier, closures).length > 0;
    updateProfile(ctx, supplier, closures && !isPromised ? { ...others, closures } : others);
    if (!isPromised) return goTo(`/supplier/${supplier.slug}/delivery`, ['saved']);
    // Days on which something is promised close with a decision about each.
    return goTo(`/supplier/${supplier.slug}/closures?days=${writeClosedDays(closures)}`);
  },
});

export default function DeliverySettingsPage() {
  const { supplier, kept, shown } = useLoaderData<typeof loader>();
  const t = useMessages();
  const locale = useLocale();
  const messages = t.seller.delivery;
  return (
    <SellerLayout supplier={supplier}>
      <PostForm kept={kept} shown={shown} className="grid max-w-2xl gap-5">
        <fieldset className="panel grid gap-4">
          <legend className="font-semibold">{messages.rounds}</legend>
          <SelectField name="deliveryMode" label={messages.mode}>
            {modes
              .filter((name) => !name.startsWith('transport.car_pickup'))
              .map((name) => (
                <option key={name} value={name}>
                  {t.modes[name]}
                </option>
              ))}
          </SelectField>
          <fieldset>
            <legend className="font-semibold">{messages.roundDays}</legend>
            <div className="flex flex-wrap gap-x-5">
              {weekdays.map((day) => (
                <CheckField key={day} name={`day${day}`} value="1" label={formatWeekday(day, locale)} />
              ))}
            </div>
          </fieldset>
          <Field name="cutoffDays" label={messages.cutoffDays} type="number" min="0" max="14" required />
          <Field name="cutoffHour" label={messages.cutoffHour} type="number" min="0" max="24" required />
          <Field name="deliveryHours" label={messages.roundHours} hint={messages.roundHoursHint} maxLength={40} />
          <Field name="sharedFeeCents" label={messages.sharedFee} hint={messages.sharedHint} inputMode="decimal" />
          <Field
            name="dedicatedFeeCents"
            label={messages.dedicatedFee}
            hint={messages.dedicatedHint}
            inputMode="decimal"
          />
          <CheckField name="joinsRound" value="1" label={t.rounds.joins} />
          <CheckField name="pickup" value="1" label={messages.pickup} />
          <Field name="minimumOrderCents" label={messages.minimum} inputMode="decimal" />
        </fieldset>
        <fieldset className="panel grid gap-4">
          <legend className="font-semibold">{messages.opening}</legend>
          <p className="hint">{messages.openingHint}</p>
          <OpeningGrid kept={kept} />
          <PickupPointCards kept={kept} />
        </fieldset>
        <fieldset className="panel grid gap-4">
          <legend className="font-semibold">{messages.work}</legend>
          <p className="hint">{messages.workHint}</p>
          <div className="flex flex-wrap gap-x-5">
            {weekdays.map((day) => (
              <CheckField key={day} name={`work${day}`} value="1" label={formatWeekday(day, locale)} />
            ))}
          </div>
          <CheckField name="worksHolidays" value="1" label={messages.worksHolidays} />
        </fieldset>
        <fieldset className="panel grid gap-4">
          <legend className="font-semibold">{messages.closures}</legend>
          <p className="hint">{messages.closuresHint}</p>
          <ClosureDates kept={kept} />
        </fieldset>
        <button type="submit" className="button main">
          {t.save}
        </button>
      </PostForm>
    </SellerLayout>
  );
}
