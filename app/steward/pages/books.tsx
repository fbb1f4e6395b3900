import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import {
  type CaseRefusal,
  dismissCase,
  refundUnallocated,
  reinstateOrder,
  retryRefund,
} from '#app/domain/checkout/unallocated-payments.server.ts';
import { listOrderNumbers } from '#app/domain/orders/orders.server.ts';
import { listStuckDeliveries } from '#app/domain/outbox/outbox.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { listDisputes } from '#app/domain/payments/dispute-rows.server.ts';
import { checkBooks, moneyPosition } from '#app/domain/settlement/balance-check.server.ts';
import { reconcileBooks } from '#app/domain/settlement/reconcile.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { intentAction, routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { BooksPage } from '#app/steward/books-page.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/books', (ctx) => {
  const { suppliers, ...totals } = moneyPosition(ctx);
  const ids = suppliers.map(({ supplierId }) => supplierId);
  const known = new Map(findSuppliers(ctx, ids).map(({ id, name, slug }) => [id, { name, slug }]));
  const disputes = listDisputes(ctx);
  const cases = listCases(ctx);
  const numbers = listOrderNumbers(
    ctx,
    [...disputes, ...cases].flatMap(({ reference }) => reference ?? []),
  );
  return {
    title: ctx.t.books.title,
    totals,
    suppliers: suppliers
      .map((one) => ({ ...one, name: '', slug: '', ...known.get(one.supplierId) }))
      .sort((a, b) => b.htCents + b.vatCents - a.htCents - a.vatCents),
    ...checkBooks(ctx),
    stuck: listStuckDeliveries(ctx),
    disputes: disputes.map(({ id, reference, amountCents, state, dueBy, openedAt }) => ({
      id,
      order: numbers.get(reference) ?? reference,
      amountCents,
      state,
      due: dueBy && localDay(new Date(dueBy)),
      opened: localDay(new Date(openedAt)),
    })),
    cases: cases.map(({ id, reason, facts, reference, openedAt }) => ({
      id,
      reason,
      facts,
      day: localDay(new Date(openedAt)),
      order: numbers.get(reference ?? '') ?? reference ?? '',
    })),
  };
});

export const action = intentAction('steward/books', {
  async reconcile(ctx) {
    const at = ctx.now.toISOString();
    try {
      return data({ differences: (await reconcileBooks(ctx)).length, at });
    } catch (err) {
      ctx.services.log.error({ err, requestId: ctx.requestId }, 'the books could not be reconciled');
      return data({ differences: null, at }, { status: 503 });
    }
  },
  'give-back': (ctx, form) => after(refundUnallocated(ctx, String(form.get('case')))),
  'take-up': (ctx, form) => after(reinstateOrder(ctx, String(form.get('case')))),
  retry: (ctx, form) => after(retryRefund(ctx, String(form.get('case'))) ? { ok: true } : notNow),
  'put-away': (ctx, form) => after(dismissCase(ctx, String(form.get('case'))) ? { ok: true } : notNow),
});

const notNow = { ok: false, reason: 'not-now' } as const;

function after(done: Result<object, CaseRefusal>) {
  return done.ok ? redirect('/steward/books', 303) : data({ refusal: done as CaseRefusal }, { status: 409 });
}

export default function Books() {
  return <BooksPage page={useLoaderData<typeof loader>()} result={useActionData<typeof action>()} />;
}
