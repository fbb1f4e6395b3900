import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { compareHref } from '#app/buyer/compare-href.ts';
import { ComparisonHead, ComparisonTable } from '#app/buyer/comparison-table.tsx';
import { EmptyPanel } from '#app/buyer/empty-panel.tsx';
import { NoteForm } from '#app/buyer/note-form.tsx';
import { keepNote, maxReason } from '#app/domain/buying/choice-notes.server.ts';
import { compareOffers } from '#app/domain/buying/comparison.server.ts';
import type { OfferComparison } from '#app/domain/buying/comparison.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { requiredText, wholeNumber } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { integerParam } from '#app/http/integer-param.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';

export const meta = pageMeta;

/** The comparison stands in its address: the page is the same for all readers of a place, and can be sent. */
export const loader = routeHandler('buyer/compare.offers', (ctx) => {
  const comparison = comparisonOf(ctx);
  return {
    title: pageTitle(ctx.t.compared.title, { count: comparison.offers.length }),
    comparison,
    differences: ctx.url.searchParams.has('differences'),
  };
});

const noted = z.object({ choice: wholeNumber(1, Number.MAX_SAFE_INTEGER), reason: requiredText(maxReason) });

export const action = formAction('buyer/compare.offers', { keep: { schema: noted, run: keepChoice } });

/** The figures are worked out again from the address: the form brings the choice and its reason alone. */
function keepChoice(ctx: RequestContext, { choice, reason }: z.output<typeof noted>): FormAnswer {
  const organisationId = ctx.audience === 'consumer' ? null : (ctx.organisation?.id ?? null);
  const kept = keepNote(ctx, { comparison: comparisonOf(ctx), offerId: choice, reason, organisationId });
  if (kept.ok) return goTo(`/compare/notes/${kept.id}`);
  return kept.reason === 'full'
    ? invalidForm(ctx.t.compared.note.full)
    : invalidInput({ choice: ctx.t.formErrors.choice });
}

function comparisonOf(ctx: RequestContext): OfferComparison {
  const { searchParams } = ctx.url;
  return compareOffers(ctx, searchParams.getAll('offer'), integerParam(searchParams.get('quantity'), 1, 9999));
}

export default function CompareOffersPage() {
  const { comparison, differences } = useLoaderData<typeof loader>();
  const { compared: t, unitsMany } = useMessages();
  const { offers, quantity, unit } = comparison;
  const head = <h1>{t.title}</h1>;
  if (offers.length === 0)
    return (
      <div className="wrap section grid gap-5">
        {head}
        <EmptyPanel>{t.empty}</EmptyPanel>
      </div>
    );
  return (
    <div className="wrap section">
      {head}
      <ComparisonHead comparison={comparison} />
      <div className="no-print my-5 flex flex-wrap items-end gap-4">
        <form action="/compare/offers" className="flex flex-wrap items-end gap-3">
          {offers.map(({ slug }) => (
            <input key={slug} type="hidden" name="offer" value={slug} />
          ))}
          {differences && <input type="hidden" name="differences" value="1" />}
          <label className="field">
            <span className="small">{unit ? t.quantityOf(unitsMany[unit]) : t.quantityPacks}</span>
            <input className="input" type="number" name="quantity" min={1} max={9999} defaultValue={quantity} />
          </label>
          <button type="submit" className="button">
            {t.recount}
          </button>
        </form>
        <a className="button quiet" href={compareHref(offers, { quantity, differences: !differences })}>
          {differences ? t.allRows : t.onlyDifferences}
        </a>
        <a className="button quiet" href="/place?to=/compare/tray">
          {t.otherPlace}
        </a>
      </div>
      <ComparisonTable
        comparison={comparison}
        differences={differences}
        actOn={({ slug, name }) => <RemoveButton slug={slug} name={name} />}
      />
      <NoteForm comparison={comparison} />
    </div>
  );
}

/** A column leaves the address and this browser's tray. */
function RemoveButton({ slug, name }: { slug: string; name: string }) {
  const { comparison, differences } = useLoaderData<typeof loader>();
  const { compared: t } = useMessages();
  const others = comparison.offers.filter((other) => other.slug !== slug);
  const { quantity } = comparison;
  return (
    <form method="post" action="/compare/tray">
      <input type="hidden" name="offer" value={slug} />
      <input type="hidden" name="to" value={compareHref(others, { quantity, differences })} />
      <button type="submit" className="link min-h-11" name="intent" value="remove" aria-label={t.removeOf(name)}>
        {t.remove}
      </button>
    </form>
  );
}
