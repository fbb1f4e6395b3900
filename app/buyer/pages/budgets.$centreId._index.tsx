import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { BudgetTable, YearLinks } from '#app/buyer/budget-table.tsx';
import { askedYear, type ShownMove, viewCentres, viewMoves } from '#app/buyer/budget-view.server.ts';
import { ownMembership } from '#app/domain/accounts/memberships.server.ts';
import { holdsMembershipRole } from '#app/domain/accounts/role.ts';
import { listBudgetMoves, moveBetweenCentres, reviseBudget } from '#app/domain/buying/cost-centre-budgets.server.ts';
import { changeCostCentre, getCostCentre, listOpenCentres } from '#app/domain/buying/cost-centres.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidInput } from '#app/http/form-answer.ts';
import { requiredText, rowId, signedEuros, ticked, wholeNumber } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { integerParam } from '#app/http/integer-param.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDateTime, formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable, wideCell } from '#app/ui/data-table.tsx';
import { CheckField, Field, SelectField } from '#app/ui/field.tsx';
import { PostForm, useRefused } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

const movesOnPage = 50;

export const loader = routeHandler('buyer/budgets.$centreId._index', (ctx, { params }) => {
  const year = askedYear(ctx);
  const centre = getCostCentre(ctx, params.centreId ?? '');
  const before = integerParam(ctx.url.searchParams.get('before'), 1, Number.MAX_SAFE_INTEGER) ?? undefined;
  const moves = listBudgetMoves(ctx, { costCentreId: centre.id, year }, { limit: movesOnPage + 1, before });
  const shown = moves.slice(0, movesOnPage);
  return {
    title: `${centre.code} ${centre.name}`,
    year,
    centre,
    isAdmin: holdsMembershipRole(ownMembership(ctx, centre.organisationId), 'admin'),
    shown: viewCentres(ctx, [centre], year),
    moves: viewMoves(ctx, shown),
    older: moves.length > movesOnPage ? shown.at(-1)!.id : null,
    others: listOpenCentres(ctx, centre.organisationId)
      .filter(({ id, basis }) => id !== centre.id && basis === centre.basis)
      .map(({ id, code, name }) => ({ id, name: `${code} ${name}` })),
  };
});

const year = wholeNumber(2000, 2200);
const reason = requiredText(200);

export const action = formAction('buyer/budgets.$centreId._index', {
  allocate: {
    schema: z.object({ year, amount: signedEuros, reason }),
    run: (ctx, input, { centreId }) => {
      const isMoved = reviseBudget(ctx, { costCentreId: centreId, year: input.year }, input.amount, input.reason);
      return isMoved ? back(centreId, input.year) : invalidInput({ amount: ctx.t.budgets.zero });
    },
  },
  give: {
    schema: z.object({ year, given: signedEuros, to: rowId, why: reason }),
    run: (ctx, input, { centreId }) => giveAway(ctx, centreId, input),
  },
  change: {
    schema: z.object({ name: requiredText(120), isClosed: ticked }),
    run: (ctx, input, { centreId }) => {
      changeCostCentre(ctx, centreId, input);
      return goTo(`/budgets/${centreId}`, ['saved']);
    },
  },
});

function back(centreId: string, ofYear: number): FormAnswer {
  return goTo(`/budgets/${centreId}?year=${ofYear}`, ['saved']);
}

type Gift = { year: number; given: number; to: string; why: string };

function giveAway(ctx: RequestContext, from: string, { year: ofYear, given, to, why }: Gift): FormAnswer {
  const t = ctx.t.budgets;
  if (given <= 0) return invalidInput({ given: t.givePositive });
  const moved = moveBetweenCentres(ctx, { from, to, year: ofYear }, given, why);
  if (moved.ok) return back(from, ofYear);
  return moved.reason === 'same' ? invalidInput({ to: t.notSame }) : invalidInput({ given: t.notFree });
}

export default function CostCentrePage() {
  const { title, year: shownYear, centre, isAdmin, shown, moves, older } = useLoaderData<typeof loader>();
  const { budgets: t } = useMessages();
  return (
    <div className="wrap section grid gap-6">
      <div>
        <p className="no-print">
          <a href={`/budgets?year=${shownYear}`}>{t.back}</a>
        </p>
        <h1>{title}</h1>
      </div>
      <YearLinks path={`/budgets/${centre.id}`} year={shownYear} />
      <section className="min-w-0">
        <h2 className="mb-2">{t.year(shownYear)}</h2>
        <BudgetTable label={t.table(title, shownYear)} centres={shown} year={shownYear} />
      </section>
      {isAdmin && <Allocation />}
      <section className="grid min-w-0 gap-3">
        <h2>{t.moves}</h2>
        {moves.length === 0 ? (
          <p>{t.noMoves}</p>
        ) : (
          <>
            <Moves moves={moves} />
            <p className="small flex flex-wrap gap-4">
              {older !== null && <a href={`/budgets/${centre.id}?year=${shownYear}&before=${older}`}>{t.older}</a>}
              <a href={`/budgets/${centre.id}/moves.csv?year=${shownYear}`}>{t.file}</a>
            </p>
          </>
        )}
      </section>
      {isAdmin && <Change />}
    </div>
  );
}

function Moves({ moves }: { moves: readonly ShownMove[] }) {
  const { budgets: t } = useMessages();
  const locale = useLocale();
  const { cents, about, by } = t.moveColumns;
  return (
    <DataTable label={t.moves} columns={[{ name: about }, { name: cents, numeric: true }, { name: by, wide: true }]}>
      {moves.map((move) => (
        <tr key={move.id}>
          <th scope="row">
            {move.href ? <a href={move.href}>{move.about}</a> : move.about}
            <span className="small block font-normal">
              {formatDateTime(move.at, locale)} · {t.move(t.accounts[move.from], t.accounts[move.to])}
            </span>
          </th>
          <td className="n">{formatMoney(move.cents, locale)}</td>
          <td className={wideCell}>{move.by}</td>
        </tr>
      ))}
    </DataTable>
  );
}

function Allocation() {
  const { year: shownYear, others } = useLoaderData<typeof loader>();
  const { budgets: t } = useMessages();
  const refused = useRefused(['give']);
  const hiddenFields = { year: String(shownYear) };
  return (
    <section className="panel no-print grid max-w-2xl gap-4">
      <h2>{t.allocateTitle}</h2>
      <PostForm intents={['allocate']} hiddenFields={hiddenFields} className="grid gap-4">
        <Field name="amount" label={t.amount} hint={t.amountHint} inputMode="text" required />
        <Field name="reason" label={t.reason} maxLength={200} required />
        <p>
          <button type="submit" className="button main" name="intent" value="allocate">
            {t.allocate}
          </button>
        </p>
      </PostForm>
      {others.length > 0 && (
        <details open={refused !== null}>
          <summary>
            <b>{t.give}</b>
          </summary>
          <PostForm intents={['give']} hiddenFields={hiddenFields} className="mt-3 grid gap-4">
            <SelectField name="to" label={t.giveTo}>
              {others.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </SelectField>
            <Field name="given" label={t.amount} inputMode="decimal" required />
            <Field name="why" label={t.reason} maxLength={200} required />
            <p>
              <button type="submit" className="button" name="intent" value="give">
                {t.giveButton}
              </button>
            </p>
          </PostForm>
        </details>
      )}
    </section>
  );
}

function Change() {
  const { centre } = useLoaderData<typeof loader>();
  const { budgets: t, save } = useMessages();
  const kept = { name: centre.name, ...(centre.closedAt !== null && { isClosed: 'on' }) };
  return (
    <details className="panel no-print max-w-2xl">
      <summary>
        <b>{t.change}</b>
      </summary>
      <PostForm intents={['change']} kept={kept} className="mt-3 grid gap-4">
        <Field name="name" label={t.name} maxLength={120} required />
        <CheckField name="isClosed" label={t.isClosed} />
        <p>
          <button type="submit" className="button" name="intent" value="change">
            {save}
          </button>
        </p>
      </PostForm>
    </details>
  );
}
