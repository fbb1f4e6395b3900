import { useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { changeVatRegime, vatChangeDays } from '#app/domain/evidence/vat-regime.server.ts';
import { openPartStates } from '#app/domain/orders/part.ts';
import { listPartsOfSupplier } from '#app/domain/orders/parts.server.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { isOfCompany } from '#app/domain/shared/identifiers/vat-number.ts';
import { ownVatNumber } from '#app/domain/suppliers/joining.server.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { listVatChanges, withdrawVatChange } from '#app/domain/suppliers/vat-changes.server.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { goTo, invalidInput } from '#app/http/form-answer.ts';
import { noFields } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { VatFields } from '#app/seller/identity-fields.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { vatForm } from '#app/seller/supplier-forms.server.ts';
import { Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/vat', (ctx, { supplier, roles }) => {
  const today = localDay(ctx.now, ctx.town);
  const changes = listVatChanges(ctx, supplier.id);
  return {
    ...sellerHeader({ supplier, roles }, ctx.t.vatPage.title),
    regime: supplier.vatRegime,
    vatNumber: supplier.vatNumber,
    openOrders: openPartStates.flatMap((state) => listPartsOfSupplier(ctx, supplier.id, state)).length,
    planned: changes.find(({ state }) => state === 'planned') ?? null,
    past: changes.filter(({ state }) => state !== 'planned'),
    days: { first: today, last: addDays(today, vatChangeDays) },
  };
});

export const action = supplierFormAction('seller/vat', {
  change: { schema: vatForm, run: change },
  withdraw: {
    schema: noFields,
    run: (ctx, { supplier }) =>
      goTo(page(supplier), [withdrawVatChange(ctx, supplier.id) ? 'vat.withdrawn' : 'vat.not-planned']),
  },
});

function change(ctx: RequestContext, { supplier }: OwnSupplier, input: z.output<typeof vatForm>) {
  const messages = ctx.t.vatPage;
  const { vatRegime: regime, startsOn } = input;
  if (regime === 'franchise' && input.vatNumber) return invalidInput({ vatNumber: messages.needless });
  if (input.vatNumber && !isOfCompany(input.vatNumber, supplier.siren))
    return invalidInput({ vatNumber: ctx.t.identifiers.vatNumber['other-company'] });
  const vatNumber = input.vatNumber ?? ownVatNumber({ siret: supplier.siret, vatRegime: regime });
  const changed = changeVatRegime(ctx, supplier, { regime, vatNumber, startsOn });
  if (!changed.ok)
    return invalidInput({ [changed.reason === 'day' ? 'startsOn' : 'vatRegime']: messages.refusals[changed.reason] });
  return goTo(page(supplier), changed.effective ? ['vat.changed'] : ['vat.planned', startsOn]);
}

function page({ slug }: Supplier): string {
  return `/supplier/${slug}/vat`;
}

export default function VatPage() {
  const { supplier, regime, vatNumber, openOrders, planned, past, days } = useLoaderData<typeof loader>();
  const t = useMessages();
  const locale = useLocale();
  const messages = t.vatPage;
  const names = t.seller.fields.vatRegimes;
  return (
    <SellerLayout supplier={supplier}>
      <section className="panel grid max-w-2xl gap-3">
        <h2>{messages.now}</h2>
        <p>
          {names[regime]} · {vatNumber ?? messages.without}
        </p>
        {planned && (
          <>
            <p className="notice">{messages.planned(names[planned.regime], formatDate(planned.startsOn, locale))}</p>
            <p className="small">{messages.open(openOrders)}</p>
            <PostForm intents={['withdraw']}>
              <button type="submit" name="intent" value="withdraw" className="button">
                {messages.withdraw}
              </button>
            </PostForm>
          </>
        )}
      </section>
      {!planned && (
        <PostForm
          intents={['change']}
          kept={{ vatRegime: regime, vatNumber: '', startsOn: days.first }}
          className="panel mt-5 grid max-w-2xl gap-4"
        >
          <h2>{messages.change}</h2>
          <fieldset className="grid gap-4">
            <VatFields />
            <Field
              name="startsOn"
              type="date"
              label={messages.startsOn}
              hint={messages.startsOnHint}
              min={days.first}
              max={days.last}
              required
            />
          </fieldset>
          <p>{messages.open(openOrders)}</p>
          <p className="small">{messages.rates}</p>
          <button type="submit" name="intent" value="change" className="button main">
            {messages.confirm}
          </button>
        </PostForm>
      )}
      {past.length > 0 && (
        <section className="mt-6">
          <h2>{messages.history}</h2>
          <ul className="small">
            {past.map((one) => (
              <li key={one.id}>
                {formatDate(one.startsOn, locale)} : {names[one.regime]} ({messages.states[one.state]})
              </li>
            ))}
          </ul>
        </section>
      )}
    </SellerLayout>
  );
}
