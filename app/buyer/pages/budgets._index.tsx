import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { BudgetTable, YearLinks } from '#app/buyer/budget-table.tsx';
import { askedYear, viewBudgets } from '#app/buyer/budget-view.server.ts';
import { budgetBases } from '#app/domain/buying/cost-centre.ts';
import { addCostCentre } from '#app/domain/buying/cost-centres.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { requiredText, rowId } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { ChoiceField, Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('buyer/budgets._index', (ctx) => {
  const year = askedYear(ctx);
  const organisations = viewBudgets(ctx, year);
  const count = organisations.flatMap(({ centres }) => centres).length;
  return { title: pageTitle(ctx.t.budgets.title, { count }), year, organisations };
});

const newCentre = z.object({
  organisation: rowId,
  code: requiredText(30),
  name: requiredText(120),
  basis: z.enum(budgetBases, 'choice'),
});

export const action = formAction('buyer/budgets._index', {
  add: {
    schema: newCentre,
    run: (ctx, { organisation, ...centre }) => {
      const added = addCostCentre(ctx, organisation, centre);
      if (added.ok) return goTo(`/budgets/${added.id}`, ['saved']);
      const t = ctx.t.budgets;
      return added.reason === 'known' ? invalidInput({ code: t.known }) : invalidForm(t.full);
    },
  },
});

export default function BudgetsPage() {
  const { year, organisations } = useLoaderData<typeof loader>();
  const { budgets: t } = useMessages();
  return (
    <div className="wrap section grid gap-6">
      <div>
        <h1>{t.title}</h1>
        <p className="lead mt-2">{t.lead}</p>
      </div>
      {organisations.length === 0 && <p className="panel">{t.noOrganisation}</p>}
      {organisations.length > 0 && <YearLinks path="/budgets" year={year} />}
      {organisations.map(({ id, name, isAdmin, centres }) => (
        <section key={id} className="grid min-w-0 gap-3">
          <h2>
            {name} · {t.year(year)}
          </h2>
          {centres.length === 0 ? (
            <p>{t.none}</p>
          ) : (
            <div className="min-w-0">
              <BudgetTable label={t.table(name, year)} centres={centres} year={year} />
            </div>
          )}
          {isAdmin && <NewCentre organisation={id} isFirst={centres.length === 0} />}
        </section>
      ))}
    </div>
  );
}

function NewCentre({ organisation, isFirst }: { organisation: string; isFirst: boolean }) {
  const { budgets: t } = useMessages();
  return (
    <details className="panel no-print max-w-2xl" open={isFirst}>
      <summary>
        <b>{t.add}</b>
      </summary>
      <PostForm intents={['add']} hiddenFields={{ organisation }} kept={{ basis: 'gross' }} className="mt-3 grid gap-4">
        <Field name="code" id={`code-${organisation}`} label={t.code} hint={t.codeHint} maxLength={30} required />
        <Field name="name" id={`name-${organisation}`} label={t.name} maxLength={120} required />
        <ChoiceField
          name="basis"
          id={`basis-${organisation}`}
          legend={t.basisField}
          options={[...budgetBases].reverse().map((basis) => [basis, t.basis[basis]] as const)}
          required
        />
        <p className="small">{t.basisHint}</p>
        <p>
          <button type="submit" className="button main" name="intent" value="add">
            {t.add}
          </button>
        </p>
      </PostForm>
    </details>
  );
}
