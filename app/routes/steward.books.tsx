import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { checkBooks, standing } from '#app/domain/checkout/books.server.ts';
import { reconcile } from '#app/domain/checkout/reconcile.server.ts';
import {
  type CaseRefusal,
  giveBackUnsettled,
  putCaseAway,
  retryRefund,
  takeUpLate,
} from '#app/domain/checkout/unsettled.server.ts';
import { listOrderNumbers } from '#app/domain/orders/orders.server.ts';
import { listStuck } from '#app/domain/outbox/outbox.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { listDisputes } from '#app/domain/payments/disputes.server.ts';
import { today } from '#app/domain/shared/context.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { act, answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { BooksPage } from '#app/ui/books-page.tsx';

export const meta = titled;

export const loader = answer('steward.books', (visit) => {
  const { suppliers, ...totals } = standing(visit);
  const ids = suppliers.map(({ supplierId }) => supplierId);
  const known = new Map(findSuppliers(visit, ids).map(({ id, name, slug }) => [id, { name, slug }]));
  const disputes = listDisputes(visit);
  const cases = listCases(visit);
  const numbers = listOrderNumbers(
    visit,
    [...disputes, ...cases].flatMap(({ reference }) => reference ?? []),
  );
  return {
    title: visit.t.books.title,
    totals,
    suppliers: suppliers
      .map((one) => ({ ...one, name: '', slug: '', ...known.get(one.supplierId) }))
      .sort((a, b) => b.htCents + b.vatCents - a.htCents - a.vatCents),
    ...checkBooks(visit),
    stuck: listStuck(visit),
    disputes: disputes.map(({ id, reference, amountCents, state, dueBy, openedAt }) => ({
      id,
      order: numbers.get(reference) ?? reference,
      amountCents,
      state,
      due: dueBy && today(new Date(dueBy)),
      opened: today(new Date(openedAt)),
    })),
    cases: cases.map(({ id, reason, facts, reference, openedAt }) => ({
      id,
      reason,
      facts,
      day: today(new Date(openedAt)),
      order: numbers.get(reference ?? '') ?? reference ?? '',
    })),
  };
});

export const action = act('steward.books', {
  async reconcile(visit) {
    const at = visit.now.toISOString();
    try {
      return data({ differences: (await reconcile(visit)).length, at });
    } catch (err) {
      visit.hall.log.error({ err, requestId: visit.requestId }, 'the books could not be reconciled');
      return data({ differences: null, at }, { status: 503 });
    }
  },
  'give-back': (visit, form) => after(giveBackUnsettled(visit, String(form.get('case')))),
  'take-up': (visit, form) => after(takeUpLate(visit, String(form.get('case')))),
  retry: (visit, form) => after(retryRefund(visit, String(form.get('case'))) ? { ok: true } : notNow),
  'put-away': (visit, form) => after(putCaseAway(visit, String(form.get('case'))) ? { ok: true } : notNow),
});

const notNow = { ok: false, reason: 'not-now' } as const;

function after(done: Result<object, CaseRefusal>) {
  return done.ok ? redirect('/steward/books', 303) : data({ refusal: done as CaseRefusal }, { status: 409 });
}

export default function Books() {
  return <BooksPage page={useLoaderData<typeof loader>()} result={useActionData<typeof action>()} />;
}
