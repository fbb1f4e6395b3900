import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { findBooksCheck } from '#app/domain/books/kept-check.server.ts';
import {
  type CaseRefusal,
  dismissCase,
  reinstateOrder,
  retryRefund,
} from '#app/domain/checkout/unallocated-payments.server.ts';
import { retryPayment } from '#app/domain/checkout/unrecorded-payments.server.ts';
import { listOrderNumbers } from '#app/domain/orders/orders.server.ts';
import { listStuckDeliveries } from '#app/domain/outbox/outbox.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { listDisputes } from '#app/domain/payments/dispute-rows.server.ts';
import { keepBooksCheck, moneyPosition } from '#app/domain/settlement/balance-check.server.ts';
import { reconcileBooks } from '#app/domain/settlement/reconcile.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import type { Flash } from '#app/http/flash.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, type PreparedForm, prepareForm } from '#app/http/form-answer.ts';
import { noFields, rowId } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { BooksPage } from '#app/steward/books-page.tsx';
import { prepareCaseRefund } from '#app/steward/case-refund.server.ts';

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
    pageTitle: pageTitle(ctx.t.books.title, { count: cases.length, of: ctx.t.steward.title }),
    totals,
    suppliers: suppliers
      .map((one) => ({ ...one, name: '', slug: '', ...known.get(one.supplierId) }))
      .sort((a, b) => b.htCents + b.vatCents - a.htCents - a.vatCents),
    check: findBooksCheck(ctx) ?? null,
    stuck: listStuckDeliveries(ctx),
    disputes: disputes.map(({ id, reference, amountCents, state, status, dueBy, openedAt }) => ({
      id,
      order: numbers.get(reference) ?? reference,
      amountCents,
      state,
      status,
      due: dueBy && localDay(new Date(dueBy), ctx.town),
      opened: localDay(new Date(openedAt), ctx.town),
    })),
    cases: cases.map(({ id, reason, facts, reference, openedAt }) => ({
      id,
      reason,
      facts,
      day: localDay(new Date(openedAt), ctx.town),
      due: facts.dueBy ? localDay(new Date(facts.dueBy), ctx.town) : null,
      order: numbers.get(reference ?? '') ?? reference ?? '',
    })),
  };
});

const openedCase = z.object({ case: rowId });

export const action = formAction('steward/books', {
  reconcile: { schema: noFields, run: reconcile },
  'give-back': { schema: openedCase, run: (ctx, { case: caseId }) => refundCase(ctx, caseId) },
  'take-up': { schema: openedCase, run: (ctx, { case: caseId }) => afterCase(ctx, reinstateOrder(ctx, caseId)) },
  retry: { schema: openedCase, run: (ctx, { case: caseId }) => retryCase(ctx, caseId) },
  'put-away': {
    schema: openedCase,
    run: (ctx, { case: caseId }) => afterCase(ctx, dismissCase(ctx, caseId)),
  },
});

/** The differences are cases on the page that follows, so the flash carries their number only. */
async function reconcile(ctx: RequestContext): Promise<FormAnswer> {
  try {
    await keepBooksCheck(ctx, () => ctx.services.readBeside.read('books-check'));
    const compare = () => ctx.services.readBeside.read('books-difference');
    const differences = (await reconcileBooks(ctx, undefined, compare)).length;
    return toBooks(differences === 0 ? ['books.agreed', ctx.now.toISOString()] : ['books.differ', differences]);
  } catch (err) {
    ctx.services.log.error({ err, requestId: ctx.requestId }, 'the books could not be reconciled');
    return invalidForm(ctx.t.books.unanswered, 503);
  }
}

async function refundCase(ctx: RequestContext, caseId: string): Promise<FormAnswer | PreparedForm> {
  return orUnanswered(ctx, async () => {
    const refund = await prepareCaseRefund(ctx, caseId);
    return prepareForm(() => afterCase(ctx, refund()));
  });
}

async function retryCase(ctx: RequestContext, caseId: string): Promise<FormAnswer> {
  if (retryRefund(ctx, caseId)) return toBooks(null);
  return orUnanswered(ctx, async () => afterCase(ctx, await retryPayment(ctx, caseId)));
}

async function orUnanswered<T>(ctx: RequestContext, ask: () => Promise<T>): Promise<T | FormAnswer> {
  try {
    return await ask();
  } catch (err) {
    ctx.services.log.error({ err, requestId: ctx.requestId }, 'a payment case could not be ended');
    return invalidForm(ctx.t.books.unanswered, 503);
  }
}

function afterCase(ctx: RequestContext, result: Result<object, CaseRefusal>): FormAnswer {
  if (result.ok) return toBooks(null);
  if (result.reason === 'not-now') return toBooks(['books.case-changed']);
  if (result.reason === 'second-person') return toBooks(['steward.waits-for-second']);
  const { refusals } = ctx.t.books.case;
  return invalidForm('name' in result ? refusals[result.reason](result.name) : refusals[result.reason], 409);
}

function toBooks(flash: Flash | null) {
  return goTo('/steward/books', flash);
}

export default function Books() {
  return <BooksPage page={useLoaderData<typeof loader>()} />;
}
