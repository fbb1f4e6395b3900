import { useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { changeIdentity } from '#app/domain/evidence/identity.server.ts';
import { findOfficialCommune } from '#app/domain/shared/communes.server.ts';
import { ownVatNumber } from '#app/domain/suppliers/joining.server.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { goTo } from '#app/http/form-answer.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { IdentityFields } from '#app/seller/identity-fields.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { identityForm } from '#app/seller/supplier-forms.server.ts';
import { AreaField, Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/identity', (ctx, { supplier, role }) => {
  const commune = findOfficialCommune(supplier.insee);
  return {
    ...sellerHeader(supplier, ctx.t.seller.nav.identity),
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
      headlineFr: supplier.headline.fr,
      headlineEn: supplier.headline.en ?? '',
      storyFr: supplier.story.fr,
      storyEn: supplier.story.en ?? '',
      headcount: supplier.headcount,
      resourcesCents: supplier.resourcesCents === null ? null : supplier.resourcesCents / 100,
      inclusiveHours: supplier.inclusiveMinutes === null ? null : supplier.inclusiveMinutes / 60,
      eprIds: supplier.eprIds.map(({ scheme, number }) => `${scheme} : ${number}`).join('\n'),
    },
  };
});

export const action = supplierFormAction('seller/identity', { schema: identityForm, run: saveIdentity });

function saveIdentity(ctx: RequestContext, { supplier }: OwnSupplier, input: z.infer<typeof identityForm>) {
  const { inclusiveHours, headlineFr, headlineEn, storyFr, storyEn, ...profile } = input;
  changeIdentity(ctx, supplier, {
    ...profile,
    headline: { fr: headlineFr, en: headlineEn || headlineFr },
    story: { fr: storyFr, en: storyEn || storyFr },
    vatNumber: profile.vatNumber ?? ownVatNumber({ siret: supplier.siret, vatRegime: profile.vatRegime }),
    inclusiveMinutes: inclusiveHours === null ? null : Math.round(inclusiveHours * 60),
  });
  return goTo(`/supplier/${supplier.slug}/identity`, ['saved']);
}

export default function IdentityPage() {
  const { supplier, owner, siret, kept } = useLoaderData<typeof loader>();
  const t = useMessages();
  const labels = t.seller.fields;
  return (
    <SellerLayout supplier={supplier}>
      <p>
        <a href={`/supplier/${supplier.slug}/place`}>{t.seller.place.title}</a>
      </p>
      <PostForm kept={kept} className="grid max-w-2xl gap-5">
        <fieldset className="panel grid gap-4" disabled={!owner}>
          <legend className="font-semibold">{t.account.siretIs(siret)}</legend>
          <IdentityFields />
        </fieldset>
        <fieldset className="panel grid gap-4" id="story" disabled={!owner}>
          <legend className="font-semibold">{labels.storyFr}</legend>
          <Field name="headlineFr" label={labels.headlineFr} hint={labels.headlineHint} maxLength={120} required />
          <AreaField name="storyFr" label={labels.storyFr} hint={labels.storyHint} rows={6} required />
          <Field name="headlineEn" label={labels.headlineEn} hint={labels.englishHint} maxLength={120} />
          <AreaField name="storyEn" label={labels.storyEn} hint={labels.englishHint} rows={6} />
        </fieldset>
        <fieldset className="panel grid gap-4" disabled={!owner}>
          <legend className="font-semibold">{labels.figuresWhy}</legend>
          <Field name="headcount" label={labels.headcount} inputMode="decimal" />
          <Field name="resourcesCents" label={labels.resources} inputMode="decimal" />
          <Field name="inclusiveHours" label={labels.inclusiveHours} inputMode="decimal" />
          <AreaField name="eprIds" label={labels.eprIds} hint={labels.eprHint} />
        </fieldset>
        {owner && (
          <button type="submit" className="button main">
            {t.save}
          </button>
        )}
      </PostForm>
    </SellerLayout>
  );
}
