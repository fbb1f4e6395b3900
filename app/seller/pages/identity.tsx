import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { changeIdentity } from '#app/domain/evidence/identity.server.ts';
import { findOfficialCommune } from '#app/domain/shared/communes.server.ts';
import { ownVatNumber } from '#app/domain/suppliers/joining.server.ts';
import { parseForm } from '#app/http/forms.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { communeHelp } from '#app/seller/commune-hint.server.ts';
import { IdentityFields } from '#app/seller/identity-fields.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { identityForm } from '#app/seller/supplier-forms.server.ts';
import { AreaField, Field } from '#app/ui/field.tsx';
import { fieldProps } from '#app/ui/form-state.ts';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/identity', (ctx, { supplier, role }) => {
  const commune = findOfficialCommune(supplier.insee);
  return {
    ...sellerHeader(supplier, ctx.t.seller.nav.identity),
    saved: ctx.url.searchParams.has('saved'),
    owner: role === 'owner',
    siret: supplier.siret,
    kept: {
      name: supplier.name,
      trade: supplier.trade,
      legalName: supplier.legalName,
      legalForm: supplier.legalForm,
      vatRegime: supplier.vatRegime,
      vatNumber: supplier.vatNumber,
      address: supplier.address,
      insee: commune ? `${commune.postcodes[0]} ${commune.name}` : '',
      contactName: supplier.contactName,
      email: supplier.email,
      phone: supplier.phone,
      headlineFr: supplier.headlineFr,
      headlineEn: supplier.headlineEn,
      storyFr: supplier.storyFr,
      storyEn: supplier.storyEn,
      headcount: supplier.headcount,
      resourcesCents: supplier.resourcesCents === null ? null : supplier.resourcesCents / 100,
      inclusiveHours: supplier.inclusiveMinutes === null ? null : supplier.inclusiveMinutes / 60,
      eprIds: supplier.eprIds.map(({ scheme, number }) => `${scheme} : ${number}`).join('\n'),
    },
  };
});

export const action = supplierRouteHandler(
  'seller/identity',
  async (ctx, { supplier }, { request }: Pick<ActionFunctionArgs, 'request'>) => {
    const form = await parseForm(request, identityForm);
    if (!form.ok)
      return data({ errors: communeHelp(ctx.t, form.errors, form.values), values: form.values }, { status: 422 });
    const { inclusiveHours, ...profile } = form.data;
    changeIdentity(ctx, supplier, {
      ...profile,
      headlineEn: profile.headlineEn || profile.headlineFr,
      storyEn: profile.storyEn || profile.storyFr,
      vatNumber: profile.vatNumber ?? ownVatNumber({ siret: supplier.siret, vatRegime: profile.vatRegime }),
      inclusiveMinutes: inclusiveHours === null ? null : Math.round(inclusiveHours * 60),
    });
    return redirect(`/supplier/${supplier.slug}/identity?saved=1`, 303);
  },
);

export default function IdentityPage() {
  const { supplier, saved, owner, siret, kept } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const labels = t.seller.fields;
  const field = fieldProps(refused, kept, t.seller.errors);
  return (
    <SellerLayout supplier={supplier} saved={saved && !refused}>
      <p>
        <a href={`/supplier/${supplier.slug}/place`}>{t.seller.place.title}</a>
      </p>
      <Form method="post" className="grid max-w-2xl gap-5">
        <fieldset className="panel grid gap-4" disabled={!owner}>
          <legend className="font-semibold">{t.account.siretIs(siret)}</legend>
          <IdentityFields field={field} />
        </fieldset>
        <fieldset className="panel grid gap-4" id="story" disabled={!owner}>
          <legend className="font-semibold">{labels.storyFr}</legend>
          <Field
            label={labels.headlineFr}
            hint={labels.headlineHint}
            maxLength={120}
            required
            {...field('headlineFr')}
          />
          <AreaField label={labels.storyFr} hint={labels.storyHint} rows={6} required {...field('storyFr')} />
          <Field label={labels.headlineEn} hint={labels.englishHint} maxLength={120} {...field('headlineEn')} />
          <AreaField label={labels.storyEn} hint={labels.englishHint} rows={6} {...field('storyEn')} />
        </fieldset>
        <fieldset className="panel grid gap-4" disabled={!owner}>
          <legend className="font-semibold">{labels.figuresWhy}</legend>
          <Field label={labels.headcount} inputMode="decimal" {...field('headcount')} />
          <Field label={labels.resources} inputMode="decimal" {...field('resourcesCents')} />
          <Field label={labels.inclusiveHours} inputMode="decimal" {...field('inclusiveHours')} />
          <AreaField label={labels.eprIds} hint={labels.eprHint} {...field('eprIds')} />
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
