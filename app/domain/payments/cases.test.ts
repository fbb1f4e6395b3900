import { expect, test } from 'vitest';
import type { Ctx } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { closeCase, findOpenCase, listCases, openCase } from './cases.server.ts';
import { knownEvents, moveCursor, readCursor, recordEvent } from './events.server.ts';
import { applyRefund, findRefund, listRefundAmounts, listRefunds, openRefund, reopenRefund } from './refunds.server.ts';

const payments = (at = '2026-11-30T10:00:00.000Z', db = testDb()): Ctx => ({
  db,
  actor: { kind: 'system', name: 'test' },
  now: new Date(at),
  locale: 'fr',
  town: demoTown,
});

test('a case is one for each subject and reason; a repeated problem reopens it', () => {
  const ctx = payments();
  const later = payments('2026-12-01T10:00:00.000Z', ctx.db);
  openCase(ctx, 'rfd_1', 'ord_1', 'refund-refused', { amountCents: 100 });
  openCase(later, 'rfd_1', 'ord_1', 'refund-refused', { amountCents: 200 });
  openCase(ctx, 'rfd_1', 'ord_1', 'refund-failed');
  const [first] = listCases(ctx).filter(({ reason }) => reason === 'refund-refused');
  expect(listCases(ctx)).toHaveLength(2);
  expect(first).toMatchObject({ facts: { amountCents: 200 }, openedAt: '2026-11-30T10:00:00.000Z' });
  expect(closeCase({ ...ctx, actor: { kind: 'user', userId: 'usr_1' } }, 'rfd_1', 'refund-refused')).toBe(true);
  expect([findOpenCase(ctx, first!.id), listCases(ctx).length]).toEqual([undefined, 1]);
  expect(ctx.db.$client.prepare('select closed_by from payment_cases where id = ?').pluck().get(first!.id)).toBe(
    'usr_1',
  );
  openCase(later, 'rfd_1', 'ord_1', 'refund-refused');
  expect(findOpenCase(ctx, first!.id)).toMatchObject({ openedAt: '2026-12-01T10:00:00.000Z', closedBy: null });
});

test('closeCase closes an open case once', () => {
  const ctx = payments();
  openCase(ctx, 'rfd_1', null, 'refund-failed');
  expect(closeCase(ctx, 'rfd_1', 'refund-refused')).toBe(false);
  expect([1, 2].map(() => closeCase(ctx, 'rfd_1', 'refund-failed'))).toEqual([true, false]);
});

test('an event is applied once, and not at all when its transaction is rolled back', () => {
  const ctx = payments();
  const event = { id: 'evt_1', type: 'checkout.session.completed' };
  const broken = () =>
    inTransaction(ctx, () => {
      recordEvent(ctx, event, 'cs_1');
      throw new Error('later step');
    });
  expect(broken).toThrow('later step');
  expect([recordEvent(ctx, event, 'cs_1'), recordEvent(ctx, event, 'cs_2')]).toEqual([true, false]);
  expect(knownEvents(ctx, ['evt_1', 'evt_2'])).toEqual(new Set(['evt_1']));
});

test('the cursor is absent before the first poll and then the last time given', () => {
  const ctx = payments();
  expect(readCursor(ctx)).toBeNull();
  moveCursor(ctx, 100);
  moveCursor(ctx, 250);
  expect(readCursor(ctx)).toBe(250);
});

test('a refund that the bank returned is a case, once, and can be reopened under a new attempt', () => {
  const ctx = payments();
  const id = openRefund(ctx, 'ord_1', 500, 'shorter');
  expect(listRefunds(ctx, 'ord_1')).toMatchObject([{ id, amountCents: 500, state: 'pending', attempt: 0 }]);
  expect([reopenRefund(ctx, id), listRefundAmounts(ctx)]).toEqual([null, [{ id, agreedCents: 500, paidCents: 0 }]]);
  ctx.db.$client.prepare(`update payment_refunds set state = 'done', provider_id = 're_1' where id = ?`).run(id);
  expect(listRefundAmounts(ctx)).toEqual([{ id, agreedCents: 500, paidCents: 500 }]);
  const ends: string[] = [];
  const note = (end: string) => (refund: { id: string }) => void ends.push(`${end} ${refund.id}`);
  const outcomes = { paid: note('paid'), returned: note('returned'), unpaid: note('unpaid') };
  const apply = (providerId: string, status: string, failure_reason = 'closed account') =>
    applyRefund(ctx, { id: providerId, status, failure_reason } as never, outcomes)?.state;
  expect([apply('re_2', 'failed'), apply('re_1', 'failed'), apply('re_1', 'failed')]).toEqual([
    undefined,
    'failed',
    'failed',
  ]);
  expect(ends).toEqual([`returned ${id}`, `unpaid ${id}`]);
  expect(listCases(ctx)).toMatchObject([
    { subject: id, reference: 'ord_1', reason: 'refund-failed', facts: { amountCents: 500, detail: 'closed account' } },
  ]);
  expect(reopenRefund(ctx, id)).toMatchObject({ state: 'pending', attempt: 1, providerId: null });
  expect([reopenRefund(ctx, id), listCases(ctx), findRefund(ctx, id)?.returned]).toEqual([null, [], 1]);
});

test.each([
  ['succeeded', 'done', ['paid'], []],
  ['pending', 'under-way', [], []],
  ['requires_action', 'under-way', [], []],
  ['of a later version', 'under-way', [], []],
  ['failed', 'failed', ['unpaid'], ['refund-failed']],
  ['canceled', 'failed', ['unpaid'], ['refund-failed']],
])('a refund under way that is %s becomes %s', (status, state, ended, reasons) => {
  const ctx = payments();
  const id = openRefund(ctx, 'ord_1', 500, 'shorter');
  ctx.db.$client.prepare(`update payment_refunds set state = 'under-way', provider_id = 're_1' where id = ?`).run(id);
  const ends: string[] = [];
  const note = (end: string) => () => void ends.push(end);
  const outcomes = { paid: note('paid'), returned: note('returned'), unpaid: note('unpaid') };
  for (let i = 0; i < 2; i++) applyRefund(ctx, { id: 're_1', status } as never, outcomes);
  expect([findRefund(ctx, id)?.state, findRefund(ctx, id)?.returned, ends]).toEqual([state, 0, ended]);
  expect(listCases(ctx).map(({ reason }) => reason)).toEqual(reasons);
});

test('a difference of the books, once dismissed, stays so while both amounts are the same', () => {
  const ctx = payments();
  const differ = (amountCents: number) =>
    openCase(ctx, 'books:ord_1', 'ord_1', 'books-differ', { amountCents, expectedCents: 500 });
  differ(400);
  closeCase(ctx, 'books:ord_1', 'books-differ');
  differ(400);
  expect(listCases(ctx)).toEqual([]);
  differ(300);
  expect(listCases(ctx)).toMatchObject([{ facts: { amountCents: 300 } }]);
});
