import { expect, test } from 'vitest';
import { lineDrafts, openLog } from '#tests/setup/ledger.ts';
import { receiptOf } from './checkpoints.server.ts';
import { mendCheckpoint } from './kept-text.ts';
import { appendEntries } from './log.server.ts';
import { signNote, verifierKey } from './note.server.ts';
import { openingsOf } from './openings.server.ts';
import { promiseBody } from './promise.ts';
import { longReceipt, openedReceipt, shortReceipt, splitOpened } from './receipt.ts';
import { verifyPromise, verifyReceipt } from './verify.ts';

test('expands a short receipt to the original file', () => {
  const ctx = openLog();
  appendEntries(ctx, lineDrafts(0, 9));
  for (const index of [0, 8]) {
    const receipt = receiptOf(ctx, index);
    expect(shortReceipt(receipt)).not.toContain('extra ');
    expect(longReceipt(shortReceipt(receipt))).toBe(receipt);
    expect(longReceipt(receipt)).toBe(receipt);
  }
});

test('opens what an entry commits to, and nothing else', async () => {
  const ctx = openLog('opened');
  appendEntries(ctx, lineDrafts(0, 3, ctx));
  const keys = verifierKey(ctx.ledgerKey);
  const receipt = receiptOf(ctx, 1);
  const opened = openedReceipt(receipt, openingsOf(ctx, 1));
  const verdict = await verifyReceipt(opened, keys);
  expect(verdict).toMatchObject({
    ok: true,
    index: 1,
    opened: { figures: { money: { eur_cents_ht: 32000 } }, private: { supplier: 'sup_1' } },
  });
  expect(await verifyReceipt(receipt, keys)).toMatchObject({ ok: true, opened: {} });
  expect(splitOpened(opened)!.receipt).toBe(receipt);
  expect(longReceipt(shortReceipt(opened))).toBe(opened);
  const reason = async (text: string) => verifyReceipt(text, keys);
  expect(await reason(opened.replace('32000', '42000'))).toEqual({ ok: false, reason: 'opening' });
  expect(await reason(openedReceipt(receipt, openingsOf(ctx, 2)))).toEqual({ ok: false, reason: 'opening' });
  expect(await reason(opened.replace('figures ', 'figure '))).toEqual({ ok: false, reason: 'form' });
});

test('verifies the signature of a promise, and takes it for no checkpoint', async () => {
  const { ledgerKey } = openLog('promised');
  const [leaf, origin] = [Buffer.alloc(32, 7).toString('base64'), ledgerKey.origin];
  const times = { at: '2026-11-23T10:15:00Z', by: '2026-11-24T10:15:00Z' };
  const body = promiseBody({ origin, order: 'ord_1', number: 3, ...times, entries: [{ index: 12, leaf }] });
  const promise = signNote(ledgerKey, body);
  expect(await verifyPromise(promise, verifierKey(ledgerKey))).toMatchObject({
    ok: true,
    promise: { number: 3, ...times },
  });
  expect(await verifyPromise(promise.replace('entry 12', 'entry 13'), verifierKey(ledgerKey))).toEqual({
    ok: false,
    reason: 'signature',
  });
  expect(mendCheckpoint(promise)).toBeNull();
});
