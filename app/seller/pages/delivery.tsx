import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { modes } from '#app/domain/impact/terms.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import { updateProfile } from '#app/domain/suppliers/joining.server.ts';
import { parseForm } from '#app/http/forms.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatWeekday } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { deliveryForm } from '#app/seller/supplier-forms.server.ts';
import { AreaField, CheckField, Field, SelectField } from '#app/ui/field.tsx';
import { fieldProps } from '#app/ui/form-state.ts';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/delivery', (ctx, { supplier, role }) => ({
  ...sellerHeader(supplier, ctx.t.seller.delivery.title),
  saved: ctx.url.searchParams.has('saved'),
  owner: role === 'owner',
  days: supplier.deliveryDays,
  pickup: supplier.pickup,
  joinsRound: supplier.joinsRound,
  kept: {
    deliveryMode: supplier.deliveryMode,
    cutoffDays: supplier.cutoffDays,
    cutoffHour: supplier.cutoffHour,
    sharedFeeCents: inEuros(supplier.sharedFeeCents),
    dedicatedFeeCents: inEuros(supplier.dedicatedFeeCents),
    minimumOrderCents: inEuros(supplier.minimumOrderCents),
    opening: supplier.opening.map(({ day, from, to }) => `${formatWeekday(day, ctx.locale)} ${from}-${to}`).join('\n'),
    pickupPoints: supplier.pickupPoints
      .map(({ name, address, insee, hours }) => [name, address, communeName(insee), hours].join(' ; '))
      .join('\n'),
    closures: supplier.closures.map(({ from, to }) => `${from} ${to}`).join('\n'),
  },
}));

function inEuros(cents: number | null): string {
  return cents === null ? '' : (cents / 100).toFixed(2).replace('.', ',');
}

export const action = supplierRouteHandler(
  'seller/delivery',
  async (ctx, { supplier }, { request }: Pick<ActionFunctionArgs, 'request'>) => {
    const form = await parseForm(request, deliveryForm);
    if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: 422 });
    updateProfile(ctx, supplier, form.data);
    return redirect(`/supplier/${supplier.slug}/delivery?saved=1`, 303);
  },
);

const weekdays = [1, 2, 3, 4, 5, 6, 7];

export default function DeliverySettingsPage() {
  const { supplier, saved, owner, days, pickup, joinsRound, kept } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const locale = useLocale();
  const messages = t.seller.delivery;
  const field = fieldProps(refused, kept, t.seller.errors);
  const { autoFocus: _, ...mode } = field('deliveryMode');
  const ticked = (name: string, before: boolean) => (refused ? name in refused.values : before);
  return (
    <SellerLayout supplier={supplier} saved={saved && !refused}>
      <Form method="post" className="grid max-w-2xl gap-5">
        <fieldset className="panel grid gap-4" disabled={!owner}>
          <legend className="font-semibold">{messages.rounds}</legend>
          <SelectField label={messages.mode} {...mode}>
            {modes
              .filter((name) => name !== 'transport.car_pickup')
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
                <CheckField
                  key={day}
                  name={`day${day}`}
                  value="1"
                  label={formatWeekday(day, locale)}
                  defaultChecked={ticked(`day${day}`, days.includes(day))}
                />
              ))}
            </div>
          </fieldset>
          <Field label={messages.cutoffDays} type="number" min="0" max="14" {...field('cutoffDays')} />
          <Field label={messages.cutoffHour} type="number" min="0" max="24" {...field('cutoffHour')} />
          <Field
            label={messages.sharedFee}
            hint={messages.sharedHint}
            inputMode="decimal"
            {...field('sharedFeeCents')}
          />
          <Field
            label={messages.dedicatedFee}
            hint={messages.dedicatedHint}
            inputMode="decimal"
            {...field('dedicatedFeeCents')}
          />
          <CheckField
            name="joinsRound"
            value="1"
            label={t.rounds.joins}
            defaultChecked={ticked('joinsRound', joinsRound)}
          />
          <CheckField name="pickup" value="1" label={messages.pickup} defaultChecked={ticked('pickup', pickup)} />
          <Field label={messages.minimum} inputMode="decimal" {...field('minimumOrderCents')} />
        </fieldset>
        <fieldset className="panel grid gap-4" disabled={!owner}>
          <legend className="font-semibold">{messages.opening}</legend>
          <AreaField label={messages.opening} hint={messages.openingHint} {...field('opening')} />
          <AreaField label={messages.pickupPoints} hint={messages.pickupHint} {...field('pickupPoints')} />
          <AreaField label={messages.closures} hint={messages.closuresHint} {...field('closures')} />
        </fieldset>
        {owner && (
          <button type="submit" className="button main">
            {t.save}
          </button>
        )}
      </Form>
    </SellerLayout>
  );
}
