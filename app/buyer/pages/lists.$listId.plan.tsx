import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { nameOfList } from '#app/buyer/list-forms.server.ts';
import { packsBefore, putPlan, undoPlan } from '#app/buyer/list-plan-forms.server.ts';
import {
  MissingLines,
  PlanCertainty,
  PlanExplanation,
  PlannedSuppliers,
  PlanWishes,
} from '#app/buyer/list-plan-panel.tsx';
import { addressOf, viewListPlan } from '#app/buyer/list-plan-view.server.ts';
import { getList } from '#app/domain/buying/lists.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { flashParameters } from '#app/http/flash.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { requiredText, wholeNumber } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('buyer/lists.$listId.plan', (ctx, { params }: LoaderFunctionArgs) => {
  const list = getList(ctx, params.listId ?? '');
  if (list.removedAt !== null) throw new NotFound(`list ${list.id} was removed`);
  const [, , before = ''] = flashParameters(ctx, 'list.planned') ?? [];
  const page = viewListPlan(ctx, list);
  const name = nameOfList(ctx, list);
  const title = pageTitle(ctx.t.listPlan.title, { of: name });
  return { title, list: { id: list.id, name }, page, before, address: addressOf(list.id, page.fields) };
});

const shown = z.object({ key: requiredText(64), cents: wholeNumber(0, Number.MAX_SAFE_INTEGER) });

export const action = formAction('buyer/lists.$listId.plan', {
  basket: { schema: shown, run: (ctx, plan, { listId }) => putPlan(ctx, listId, plan) },
  undo: { schema: z.object({ before: packsBefore }), run: (ctx, { before }) => undoPlan(ctx, before) },
});

export default function ListPlanPage() {
  const { list, page, before, address } = useLoaderData<typeof loader>();
  const { listPlan: t } = useMessages();
  const { plan, state, unmet, fields, seesScores, key } = page;
  const isEmpty = plan === null && state === 'proved';
  const waits = state === 'waiting' || state === 'looking';
  return (
    <div className="wrap section grid gap-5">
      <div>
        <p className="small no-print">
          <a href={`/lists/${list.id}`}>{t.back}</a>
        </p>
        <h1 className="mt-2">
          {t.title} · {list.name}
        </h1>
        <p className="lead mt-2">{t.lead}</p>
      </div>
      {before !== '' && (
        <PostForm
          intents={['undo']}
          hiddenFields={{ before }}
          action={address}
          className="no-print flex flex-wrap items-center gap-3"
        >
          <a className="button main" href="/basket">
            {t.basket}
          </a>
          <button type="submit" className="button quiet" name="intent" value="undo">
            {t.undo}
          </button>
        </PostForm>
      )}
      <MissingLines unmet={unmet} />
      <div id="plan" data-waits={waits ? '' : undefined} className="grid gap-5">
        <p role="status" className="font-semibold">
          {isEmpty ? t.empty : <PlanCertainty page={page} />}
        </p>
        {waits && (
          <p className="no-print">
            <a className="button quiet" href={address}>
              {t.state.renew}
            </a>
          </p>
        )}
        {plan && <PlannedSuppliers plan={plan} />}
        {plan && before === '' && (
          <PostForm
            intents={['basket']}
            hiddenFields={{ key, cents: plan.totals.totalCents }}
            action={address}
            className="no-print"
          >
            <button type="submit" className="button main" name="intent" value="basket">
              {t.toBasket}
            </button>
          </PostForm>
        )}
        <PlanExplanation page={page} />
      </div>
      <PlanWishes fields={fields} seesScores={seesScores} />
      <script type="module" src="/list-plan.js" />
    </div>
  );
}
