import { useLoaderData } from '@remix-run/react';
import { canVary } from '#app/domain/catalogue/draft.ts';
import { getOwnOffer } from '#app/domain/catalogue/listing.server.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { listVariants, saveVariants } from '#app/domain/catalogue/variant-edits.server.ts';
import { familyName } from '#app/domain/catalogue/variants.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { type MergedEdit, openEdit } from '#app/http/edit-form.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { textFields } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { lacksOffers } from '#app/seller/supplier-budget.server.ts';
import { newRows, readVariantForm, variantRefusal, variantValues } from '#app/seller/variant-form.server.ts';
import { VariantTable } from '#app/seller/variant-table.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler(
  'seller/offers.$offerId.variants',
  (ctx, { supplier, roles }, { params }) => {
    const offer = getOwnOffer(ctx, supplier.id, Number(params.offerId));
    const members = listVariants(ctx, offer);
    const values = variantValues(members, ctx.locale);
    const name = translated(familyName(offer.name, offer.variant), ctx.locale);
    const added = Object.fromEntries(
      newRows.map((key) => [`status_${key}`, offer.ownStatus === 'live' ? 'live' : 'draft']),
    );
    return {
      ...sellerHeader({ supplier, roles }, ctx.t.variantEditor.title(name), {}),
      offer: { id: offer.id, isAlone: offer.family === null, varies: canVary(offer) },
      kept: { ...values, ...added },
      shown: openEdit(values),
      rows: members.map(({ id, name: whole }) => ({ key: String(id), id, name: translated(whole, ctx.locale) })),
      newRows: [...newRows],
    };
  },
);

export const action = supplierFormAction('seller/offers.$offerId.variants', {
  schema: textFields,
  editing: (ctx, own, { offerId }) => {
    const values = variantValues(listVariants(ctx, getRouteOffer(ctx, own, offerId)), ctx.locale);
    // The stock is not compared: it is written as a difference.
    return { now: Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith('stock_'))) };
  },
  run: (ctx, own, values, { offerId }, edit) => save(ctx, own, getRouteOffer(ctx, own, offerId), values, edit),
});

function save(
  ctx: RequestContext,
  { supplier }: OwnSupplier,
  offer: Offer,
  values: Record<string, string>,
  edit: MergedEdit,
): FormAnswer {
  const members = listVariants(ctx, offer);
  const read = readVariantForm(ctx, { values, edit }, { offer, members, vatRegime: supplier.vatRegime });
  if (!read.ok) return invalidInput(read.errors);
  const added = read.rows.filter(({ typed }) => typed.id === null).length;
  if (added > 0 && lacksOffers(ctx, supplier, added)) return invalidForm(ctx.t.limits.budgets.refused.offers);
  const saved = saveVariants(
    ctx,
    offer,
    read.rows.map(({ typed }) => typed),
    edit.editId,
  );
  if (!saved.ok) return variantRefusal(saved, read.rows, ctx.t);
  return goTo(`/supplier/${supplier.slug}/offers/${offer.id}/variants`, ['saved']);
}

function getRouteOffer(ctx: RequestContext, { supplier }: OwnSupplier, offerId: string): Offer {
  return getOwnOffer(ctx, supplier.id, Number(offerId));
}

export default function OfferVariantsPage() {
  const { supplier, offer, kept, shown, rows, newRows } = useLoaderData<typeof loader>();
  const { variantEditor: messages, stockPage } = useMessages();
  return (
    <SellerLayout supplier={supplier}>
      <p>
        <a href={`/supplier/${supplier.slug}/offers/${offer.id}`}>{stockPage.back}</a>
      </p>
      {offer.varies ? (
        <PostForm kept={kept} shown={shown} className="panel grid gap-4">
          <p>{offer.isAlone ? messages.begin : messages.shared}</p>
          <VariantTable rows={rows} newRows={newRows} base={`/supplier/${supplier.slug}/offers`} />
          <button type="submit" className="button main">
            {messages.save}
          </button>
        </PostForm>
      ) : (
        <p className="notice">{messages.refused.kind}</p>
      )}
    </SellerLayout>
  );
}
