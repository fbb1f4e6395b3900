import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { grantCreditLimit, listCreditLimits } from '#app/domain/accounts/credit-limits.server.ts';
import { recordBankStatement } from '#app/domain/checkout/bank-statement.server.ts';
import {
  listBankPayouts,
  listReceivables,
  payBackByBank,
  payOutByBank,
  receiveByHand,
} from '#app/domain/checkout/on-account.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { intentAction, routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { ReceivablesPage } from '#app/steward/receivables-page.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/receivables', (ctx) => {
  const open = listReceivables(ctx);
  const owed = Map.groupBy(open, ({ organisationId }) => organisationId);
  return {
    title: ctx.t.receivables.title,
    open: open.map((one) => ({ ...one, overdue: one.owedCents > 0 && one.dueOn < localDay(ctx.now) })),
    payouts: listBankPayouts(ctx),
    limits: listCreditLimits(ctx).map((one) => ({
      ...one,
      owedCents: (owed.get(one.id) ?? []).reduce((sum, { owedCents }) => sum + owedCents, 0),
    })),
  };
});

const home = () => redirect('/steward/receivables', 303);

export const action = intentAction('steward/receivables', {
  received(ctx, form) {
    receiveByHand(ctx, String(form.get('order')), Number(form.get('cents')));
    return home();
  },
  statement(ctx, form) {
    const text = String(form.get('lines') ?? '').slice(0, 100_000);
    const { entered, known, unmatched } = recordBankStatement(ctx, text);
    return data({
      entered: entered.length,
      known: known.length,
      unmatched: unmatched.map(({ line }) => line),
      error: null,
    });
  },
  'paid-out'(ctx, form) {
    payOutByBank(ctx, String(form.get('order')), String(form.get('supplier')), Number(form.get('cents')));
    return home();
  },
  'paid-back'(ctx, form) {
    payBackByBank(ctx, String(form.get('order')), Number(form.get('cents')));
    return home();
  },
  limit(ctx, form) {
    const euros = Number(
      String(form.get('limit') ?? '')
        .replace(/\s/g, '')
        .replace(',', '.') || Number.NaN,
    );
    const granted = grantCreditLimit(ctx, String(form.get('organisation')), Math.round(euros * 100));
    if (granted.ok) return home();
    return data({ entered: 0, known: 0, unmatched: [], error: ctx.t.receivables.amount }, { status: 422 });
  },
});

export default function Receivables() {
  return <ReceivablesPage page={useLoaderData<typeof loader>()} result={useActionData<typeof action>()} />;
}
