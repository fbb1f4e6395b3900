import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { emptyDraft } from '#app/domain/catalogue/cells.ts';
import { createOffer, findBySku } from '#app/domain/catalogue/listing.server.ts';
import { type Category, categories, type Kind, kinds } from '#app/domain/catalogue/offer.ts';
import { answerStall } from '#app/http/answer.server.ts';
import { readForm } from '#app/http/forms.ts';
import { titled } from '#app/http/meta.ts';
import { offerValues, readOfferForm, referenceNames, skuTaken } from '#app/http/offer-form.server.ts';
import { stallHead } from '#app/http/stall-head.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { Desk } from '#app/ui/desk-nav.tsx';
import { OfferForm } from '#app/ui/offer-form.tsx';

export const meta = titled;

/** First what it is, then the form that this kind and department need. */
export const loader = answerStall('supplier.$slug.offers.new', (visit, { supplier }) => {
  const kind = kinds.find((known) => known === visit.url.searchParams.get('kind')) ?? null;
  const category =
    categories.find((known) => known === visit.url.searchParams.get('category')) ?? (supplier.trade as Category);
  const draft = {
    ...emptyDraft,
    kind: kind ?? 'new',
    category,
    vatBasisPoints: usualVat(supplier.vatRegime, category),
  };
  return {
    ...stallHead(supplier, visit.t.offerDesk.newTitle),
    kind,
    category,
    values: offerValues(
      {
        ...draft,
        unit: kind === 'rental' ? 'day' : kind === 'service' ? 'hour' : category === 'food' ? 'kg' : 'piece',
      },
      'draft',
      visit.locale,
    ),
    references: kind ? referenceNames(kind, visit.locale) : [],
  };
});

function usualVat(regime: string, category: Category): number {
  if (regime === 'franchise') return 0;
  return category === 'food' ? 550 : category === 'meals' ? 1000 : 2000;
}

export const action = answerStall(
  'supplier.$slug.offers.new',
  async (visit, { supplier }, { request }: Pick<ActionFunctionArgs, 'request'>) => {
    const read = readOfferForm(await readForm(request), emptyDraft, supplier.vatRegime, visit.t);
    if (!read.ok) return data(read, { status: 422 });
    if (read.draft.sku && findBySku(visit, supplier.id, [read.draft.sku]).length > 0)
      return data({ errors: skuTaken(visit.t), values: read.values }, { status: 422 });
    const id = createOffer(visit, supplier, read.draft, 'form');
    return redirect(`/supplier/${supplier.slug}/offers/${id}#state`, 303);
  },
);

export default function NewOffer() {
  const { stall, kind, category, values, references } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const o = t.offerDesk;
  const typed = refused?.values;
  const known = kind ?? kinds.find((name) => name === typed?.kind);
  return (
    <Desk stall={stall}>
      {known ? (
        <OfferForm
          kind={known}
          category={categories.find((name) => name === typed?.category) ?? category}
          values={values}
          refused={refused}
          references={references}
        >
          <button type="submit" className="button main">
            {o.saveDraft}
          </button>
        </OfferForm>
      ) : (
        <KindChoice category={category} />
      )}
    </Desk>
  );
}

function KindChoice({ category }: { category: Category }) {
  const t = useMessages();
  const o = t.offerDesk;
  return (
    <form className="grid max-w-3xl gap-5">
      <label className="field max-w-sm">
        <span className="font-semibold">{o.fields.category}</span>
        <select className="input" name="category" defaultValue={category}>
          {categories.map((name) => (
            <option key={name} value={name}>
              {t.categories[name]}
            </option>
          ))}
        </select>
      </label>
      <h2>{o.what}</h2>
      <div className="choices">
        {kinds.map((name: Kind) => (
          <button type="submit" key={name} className="choice" name="kind" value={name}>
            <b>{t.kinds[name]}</b>
            {o.kindHelp[name]}
          </button>
        ))}
      </div>
    </form>
  );
}
