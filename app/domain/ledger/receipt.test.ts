import { expect, test } from 'vitest';
import { lineDrafts, openLog } from '#tests/setup/ledger.ts';
import { receiptOf } from './checkpoints.server.ts';
import { appendEntries } from './log.server.ts';
import { longReceipt, shortReceipt } from './receipt.ts';

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
