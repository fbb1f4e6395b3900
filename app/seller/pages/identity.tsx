import { useLoaderData } from '@remix-run/react';
import { listPendingTexts } from '#app/domain/claims/pending-texts.server.ts';
import { changeIdentity } from '#app/domain/evidence/identity.server.ts';
import { columnLabel } from '#app/domain/suppliers/identity-columns.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { type TranslatedColumn, translatedColumns } from '#app/domain/suppliers/supplier.ts';
import { type MergedEdit, openEdit } from '#app/http/edit-form.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { goTo, invalidInput } from '#app/http/form-answer.ts';
import { optionalText, ticked } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { askedIdentity } from '#app/seller/asked-identity.server.ts';
import { IdentityFields } from '#app/seller/identity-fields.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { claimErrors } from '#app/seller/profile-claims.server.ts';
import { changedColumns, identityValues, profileEditing } from '#app/seller/profile-edit.server.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { type IdentityForm, identityForm } from '#app/seller/supplier-forms.server.ts';
import { ToTranslate } from '#app/seller/to-translate.tsx';
import { AreaField, Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/identity', (ctx, { supplier, roles }) => {
  const kept = identityValues(supplier);
  return {
    ...sellerHeader({ supplier, roles }, ctx.t.seller.nav.identity),
    siret: supplier.siret,
    toTranslate: supplier.toTranslate,
    asked: askedIdentity(ctx, supplier),
    kept,
    shown: openEdit(kept),
  };
});

export const action = supplierFormAction('seller/identity', {
  schema: identityForm.extend({ fits_headline: ticked, fits_story: ticked, claim_note: optionalText(1000) }),
  editing: (ctx, { supplier }) => profileEditing(ctx, supplier, identityValues(supplier)),
  run: saveIdentity,
});

function saveIdentity(
  ctx: RequestContext,
  { supplier }: OwnSupplier,
  {
    fits_headline: headlineFits,
    fits_story: storyFits,
    ...input
  }: IdentityForm & Record<`fits_${TranslatedColumn}`, boolean> & { claim_note: string },
  _: unknown,
  edit: MergedEdit,
) {
  const { inclusiveHours, headlineFr, headlineEn, storyFr, storyEn, claim_note: note, ...profile } = input;
  const errors = note ? {} : claimErrors(ctx, supplier, { headlineFr, headlineEn, storyFr, storyEn });
  if (Object.keys(errors).length > 0) return invalidInput(errors);
  const changes = changedColumns(
    {
      ...profile,
      headline: { ...supplier.headline, fr: headlineFr, en: headlineEn || null },
      story: { ...supplier.story, fr: storyFr, en: storyEn || null },
      inclusiveMinutes: inclusiveHours === null ? null : Math.round(inclusiveHours * 60),
    },
    edit,
  );
  const fits = { headline: headlineFits, story: storyFits };
  const asked = changeIdentity(
    ctx,
    supplier,
    changes,
    translatedColumns.filter((column) => fits[column]),
    note || null,
  );
  const waits = listPendingTexts(ctx, supplier.id).some(({ offerId }) => offerId === null);
  return goTo(`/supplier/${supplier.slug}/identity`, [asked ? 'identity.asked' : savedFlash(waits)]);
}

function savedFlash(waits: boolean) {
  return waits ? 'text.pending' : 'saved';
}

export default function IdentityPage() {
  const { supplier, siret, toTranslate, asked, kept, shown } = useLoaderData<typeof loader>();
  const t = useMessages();
  const labels = t.seller.fields;
  const locale = useLocale();
  return (
    <SellerLayout supplier={supplier}>
      <p>
        <a href={`/supplier/${supplier.slug}/vat`}>{t.vatPage.link}</a>
      </p>
      <p>
        <a href={`/supplier/${supplier.slug}/place`}>{t.seller.place.title}</a>
      </p>
      <PostForm kept={kept} shown={shown} className="grid max-w-2xl gap-5">
        <fieldset className="panel grid gap-4">
          <legend className="font-semibold">{t.account.siretIs(siret)}</legend>
          <p className="small">{t.seller.identityRequest.hint}</p>
          {asked && (
            <div className="notice">
              <p>{t.seller.identityRequest.waits(formatDate(asked.day, locale))}</p>
              <ul>
                {asked.changes.map(([column, text]) => (
                  <li key={column}>
                    {labels[columnLabel(column)]}
                    {t.colon}
                    <b>{text}</b>
                  </li>
                ))}
              </ul>
            </div>
          )}
          <IdentityFields vat={false} />
        </fieldset>
        <fieldset className="panel grid gap-4" id="story">
          <legend className="font-semibold">{labels.storyFr}</legend>
          <Field name="headlineFr" label={labels.headlineFr} hint={labels.headlineHint} maxLength={120} required />
          <AreaField name="storyFr" label={labels.storyFr} hint={labels.storyHint} rows={6} required />
          <Field name="headlineEn" label={labels.headlineEn} hint={labels.englishHint} maxLength={120} />
          {toTranslate.includes('headline') && <ToTranslate field="headline" />}
          <AreaField name="storyEn" label={labels.storyEn} hint={labels.englishHint} rows={6} />
          {toTranslate.includes('story') && <ToTranslate field="story" />}
          <AreaField
            name="claim_note"
            label={t.claimTexts.formNote}
            hint={t.claimTexts.formNoteHint}
            rows={2}
            maxLength={1000}
          />
        </fieldset>
        <fieldset className="panel grid gap-4">
          <legend className="font-semibold">{labels.figuresWhy}</legend>
          <Field name="headcount" label={labels.headcount} inputMode="decimal" />
          <Field name="resourcesCents" label={labels.resources} inputMode="decimal" />
          <Field name="inclusiveHours" label={labels.inclusiveHours} inputMode="decimal" />
          <Field name="controlBody" label={labels.controlBody} hint={labels.controlBodyHint} />
          <Field name="healthMark" label={labels.healthMark} hint={labels.healthMarkHint} />
          <AreaField name="eprIds" label={labels.eprIds} hint={labels.eprHint} />
        </fieldset>
        <button type="submit" className="button main">
          {t.save}
        </button>
      </PostForm>
    </SellerLayout>
  );
}
