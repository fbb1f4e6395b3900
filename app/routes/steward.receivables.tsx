import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { grantLimit, listLimits } from '#app/domain/accounts/credit.server.ts';
import { enterStatement } from '#app/domain/checkout/bank-statement.server.ts';
import {
  listBankPayouts,
  listReceivables,
  payBackByBank,
  payOutByBank,
  receiveByHand,
} from '#app/domain/checkout/on-account.server.ts';
import { today } from '#app/domain/shared/context.ts';
import { act, answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { ReceivablesPage } from '#app/ui/receivables-page.tsx';

export const meta = titled;

export const loader = answer('steward.receivables', (visit) => {
  const open = listReceivables(visit);
  const owed = Map.groupBy(open, ({ organisationId }) => organisationId);
  return {
    title: visit.t.receivables.title,
    open: open.map((one) => ({ ...one, overdue: one.owedCents > 0 && one.dueOn < today(visit.now) })),
    payouts: listBankPayouts(visit),
    limits: listLimits(visit).map((one) => ({
      ...one,
      owedCents: (owed.get(one.id) ?? []).reduce((sum, { owedCents }) => sum + owedCents, 0),
    })),
  };
});

const home = () => redirect('/steward/receivables', 303);

export const action = act('steward.receivables', {
  received(visit, form) {
    receiveByHand(visit, String(form.get('order')), Number(form.get('cents')));
    return home();
  },
  statement(visit, form) {
    const text = String(form.get('lines') ?? '').slice(0, 100_000);
    const { entered, known, unmatched } = enterStatement(visit, text);
    return data({
      entered: entered.length,
      known: known.length,
      unmatched: unmatched.map(({ line }) => line),
      error: null,
    });
  },
  'paid-out'(visit, form) {
    payOutByBank(visit, String(form.get('order')), String(form.get('supplier')), Number(form.get('cents')));
    return home();
  },
  'paid-back'(visit, form) {
    payBackByBank(visit, String(form.get('order')), Number(form.get('cents')));
    return home();
  },
  limit(visit, form) {
    const euros = Number(
      String(form.get('limit') ?? '')
        .replace(/\s/g, '')
        .replace(',', '.') || Number.NaN,
    );
    const granted = grantLimit(visit, String(form.get('organisation')), Math.round(euros * 100));
    if (granted.ok) return home();
    return data({ entered: 0, known: 0, unmatched: [], error: visit.t.receivables.amount }, { status: 422 });
  },
});

export default function Receivables() {
  return <ReceivablesPage page={useLoaderData<typeof loader>()} result={useActionData<typeof action>()} />;
}
