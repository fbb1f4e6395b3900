import { useLoaderData } from '@remix-run/react';
import { emptyDraft } from '#app/domain/catalogue/cells.ts';
import { createOffer, findBySku } from '#app/domain/catalogue/listing.server.ts';
import {
  type Category,
  categories,
  type OfferKind,
  offerKinds,
  usualVatBasisPoints,
} from '#app/domain/catalogue/offer.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { textFields } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import {
  claimNoteOf,
  detailFields,
  offerValues,
  readOfferForm,
  skuTaken,
  thingChoices,
} from '#app/seller/offer-form.server.ts';
import { OfferForm } from '#app/seller/offer-form.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { lacksOffers } from '#app/seller/supplier-budget.server.ts';
import { useRefused } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

/** First the choice of kind and category, then the form that they need. */
export const loader = supplierRouteHandler('seller/offers.new', (ctx, { supplier, roles }) => {
  const kind = offerKinds.find((known) => known === ctx.url.searchParams.get('kind')) ?? null;
  const category = categories.find((known) => known === ctx.url.searchParams.get('category')) ?? supplier.trade;
  const draft = {
    ...emptyDraft,
    kind: kind ?? 'new',
    category,
    vatBasisPoints: supplier.vatRegime === 'franchise' ? 0 : usualVatBasisPoints(category),
  };
  return {
    ...sellerHeader({ supplier, roles }, ctx.t.offerEditor.newTitle),
    kind,
    category,
    values: offerValues(
      {
        ...draft,
        unit: kind === 'rental' ? 'day' : kind === 'service' ? 'hour' : category === 'food' ? 'kg' : 'piece',
      },
      'draft',
      ctx.locale,
    ),
    things: kind ? thingChoices(ctx) : [],
    details: detailFields(draft),
  };
});

export const action = supplierFormAction('seller/offers.new', { schema: textFields, run: create });

function create(ctx: RequestContext, { supplier }: OwnSupplier, values: Record<string, string>) {
  const read = readOfferForm(ctx, values, emptyDraft, supplier.vatRegime);
  if (!read.ok) return invalidInput(read.errors);
  const { draft } = read;
  return inTransaction(ctx, () => {
    if (lacksOffers(ctx, supplier, 1)) return invalidForm(ctx.t.limits.budgets.refused.offers);
    if (draft.sku && findBySku(ctx, supplier.id, [draft.sku]).length > 0) return invalidInput(skuTaken(ctx.t));
    const id = createOffer(ctx, supplier, draft, 'form', 'draft', claimNoteOf(values));
    return goTo(`/supplier/${supplier.slug}/offers/${id}#state`);
  });
}

export default function NewOffer() {
  const { supplier, kind, category, values, things, details } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.offerEditor;
  const typed = useRefused(undefined)?.values;
  const known = kind ?? offerKinds.find((name) => name === typed?.kind);
  return (
    <SellerLayout supplier={supplier}>
      {known ? (
        <OfferForm
          kind={known}
          category={categories.find((name) => name === typed?.category) ?? category}
          values={values}
          things={things}
          details={details}
        >
          <button type="submit" className="button main">
            {messages.saveDraft}
          </button>
        </OfferForm>
      ) : (
        <KindChoice category={category} />
      )}
    </SellerLayout>
  );
}

function KindChoice({ category }: { category: Category }) {
  const t = useMessages();
  const messages = t.offerEditor;
  return (
    <form className="grid max-w-3xl gap-5">
      <label className="field max-w-sm">
        <span className="font-semibold">{messages.fields.category}</span>
        <select className="input" name="category" defaultValue={category}>
          {categories.map((name) => (
            <option key={name} value={name}>
              {t.categories[name]}
            </option>
          ))}
        </select>
      </label>
      <h2>{messages.what}</h2>
      <div className="choices">
        {offerKinds.map((name: OfferKind) => (
          <button type="submit" key={name} className="choice" name="kind" value={name}>
            <b>{t.kinds[name]}</b>
            {messages.kindHelp[name]}
          </button>
        ))}
      </div>
    </form>
  );
}
