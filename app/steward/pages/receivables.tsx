import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { listCreditLimits } from '#app/domain/accounts/credit-limits.server.ts';
import { payBackByBank, payOutByBank, receiveByHand } from '#app/domain/checkout/bank-decisions.server.ts';
import { listBankStatements } from '#app/domain/checkout/bank-statement.server.ts';
import { listBankPayouts, listReceivables } from '#app/domain/checkout/on-account.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { openEdit } from '#app/http/edit-form.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { optionalEuros, requiredText, rowId, wholeNumber } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { enterPayment, readStatement, setLimit } from '#app/steward/receivable-actions.server.ts';
import { ReceivablesPage } from '#app/steward/receivables-page.tsx';
import { limitEditing, limitValues } from '#app/steward/steward-edits.server.ts';

export const meta = pageMeta;

export const loader = routeHandler('steward/receivables', (ctx) => {
  const open = listReceivables(ctx);
  const owed = Map.groupBy(open, ({ organisationId }) => organisationId);
  const limits = listCreditLimits(ctx);
  const sirets = new Map(limits.map(({ id, siret }) => [id, siret]));
  return {
    title: ctx.t.receivables.title,
    pageTitle: pageTitle(ctx.t.receivables.title, { count: open.length, of: ctx.t.steward.title }),
    open: open.map((one) => ({
      ...one,
      siret: sirets.get(one.organisationId) ?? null,
      overdue: one.owedCents > 0 && one.dueOn < localDay(ctx.now, ctx.town),
    })),
    statements: listBankStatements(ctx).map(({ id, state, entered, createdAt }) => ({
      id,
      state,
      entered: entered.length,
      createdAt,
    })),
    payouts: listBankPayouts(ctx),
    limits: limits.map((one) => ({
      ...one,
      kept: limitValues(one.limitCents),
      shown: openEdit(limitValues(one.limitCents)),
      owedCents: (owed.get(one.id) ?? []).reduce((sum, { owedCents }) => sum + owedCents, 0),
    })),
  };
});

/** Cents as the page showed them: the verbs refuse another amount. */
const shownCents = wholeNumber(-1_000_000_000, 1_000_000_000);
const payment = z.object({ order: rowId, cents: shownCents });

export const action = formAction('steward/receivables', {
  received: { schema: payment, run: (ctx, { order, cents }) => enterPayment(receiveByHand(ctx, order, cents)) },
  statement: {
    schema: z.object({ lines: requiredText(100_000) }),
    run: (ctx, { lines }) => readStatement(ctx, lines),
  },
  'paid-out': {
    schema: payment.extend({ supplier: rowId }),
    run: (ctx, { order, supplier, cents }) => enterPayment(payOutByBank(ctx, order, supplier, cents)),
  },
  'paid-back': {
    schema: payment,
    run: (ctx, { order, cents }) => enterPayment(payBackByBank(ctx, order, cents)),
  },
  limit: {
    schema: z.object({ organisation: rowId, limit: optionalEuros }),
    editing: (ctx, _, { organisation }) => limitEditing(ctx, typeof organisation === 'string' ? organisation : ''),
    run: (ctx, { organisation, limit }) => setLimit(ctx, organisation, limit),
  },
});

export default function Receivables() {
  return <ReceivablesPage page={useLoaderData<typeof loader>()} />;
}
