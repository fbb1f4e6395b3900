import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { checkBooks, standing } from '#app/domain/checkout/books.server.ts';
import { reconcile } from '#app/domain/checkout/reconcile.server.ts';
import { listOrderNumbers } from '#app/domain/orders/orders.server.ts';
import { listStuck } from '#app/domain/outbox/outbox.server.ts';
import { listDisputes } from '#app/domain/payments/disputes.server.ts';
import { listCases } from '#app/domain/payments/sessions.server.ts';
import { today } from '#app/domain/shared/context.ts';
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
  const numbers = listOrderNumbers(
    visit,
    disputes.map(({ reference }) => reference),
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
    cases: listCases(visit).map((one) => ({ ...one, day: today(new Date(one.openedAt)) })),
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
});

export default function Books() {
  return <BooksPage page={useLoaderData<typeof loader>()} result={useActionData<typeof action>()} />;
}
