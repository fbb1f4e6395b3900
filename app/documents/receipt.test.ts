import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { recomputeEntry } from '#app/domain/impact/impact-entry.server.ts';
import { longReceipt } from '#app/domain/ledger/receipt.ts';
import { verifyReceipt } from '#app/domain/ledger/verify.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { catalogues } from '#app/i18n/messages.ts';
import { factors } from '#seeds/shipped-rules.ts';
import { carrots, deliver, openPaidTown, paid, shorten } from '#tests/setup/sales.ts';
import { qrCells } from './qr.server.ts';
import { receiptView } from './receipt.server.ts';
import { renderReceipt } from './receipt-pdf.server.ts';

test('shows the sources of each figure and a code that verifies', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 4 });
  for (const locale of ['fr', 'en'] as const) {
    const ctx = { ...town.ctx(), locale, t: catalogues[locale] };
    const view = receiptView(ctx, findOrder(town, orderId)!, 'https://halle.example');
    const [line] = view.lines;
    expect(line!.figures.map(({ name }) => name)).toContain(ctx.t.receipt.figure.co2);
    expect(line!.figures.flatMap(({ how }) => how).some(({ href }) => href === '/factors/food.carrot_farm')).toBe(true);
    const packed = line!.verify.split('#')[1]!;
    const verdict = await verifyReceipt(
      longReceipt(inflateRawSync(Buffer.from(packed, 'base64url')).toString()),
      view.key,
    );
    expect(verdict).toMatchObject({ ok: true, entry: { order: orderId } });
    expect(verdict.ok && recomputeEntry(verdict.entry as never, factors)).toEqual([]);
    expect(qrCells(line!.verify).size).toBeLessThanOrEqual(133); // readable when printed five centimetres wide
    const pdf = Buffer.from(await renderReceipt(view, ctx.t.receipt, { lang: locale, author: 'halle' }));
    expect(pdf.subarray(0, 8).toString()).toBe('%PDF-1.7');
  }
  shorten(town, orderId, 1, 3);
  deliver(town, orderId, findOrder(town, orderId)!.parts[0]!.supplierId);
  const after = receiptView({ ...town.ctx(), t: catalogues.fr }, findOrder(town, orderId)!, '');
  expect([after.corrections.length, after.lines[0]!.corrected]).toEqual([1, true]);
});

test('says between which outside times each line was signed, and that no witness saw it', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 4 });
  const view = () => receiptView({ ...town.ctx(), t: catalogues.en }, findOrder(town, orderId)!, '');
  expect(view().lines[0]!.times).toBe('no time of an outside witness bounds it yet');
  expect(view().trust).toContain('signed by the town alone');
  const head = town.db.$client
    .prepare('select size, unixepoch(at) as seconds from ledger_checkpoints order by size desc limit 1')
    .get() as { size: number; seconds: number };
  town.db.$client
    .prepare('insert into ledger_cosignatures values (?, ?, ?, ?, ?)')
    .run(head.size, 'university.example', '01020304', head.seconds + 60, '— university.example line\n');
  expect(view().lines[0]!.times).toMatch(/^signed before .*\(university\.example\), the time of an outside witness$/);
  const pdfOf = async (times: string) => {
    const [line, ...others] = view().lines;
    const lines = [{ ...line!, times }, ...others];
    return Buffer.from(
      await renderReceipt({ ...view(), lines }, catalogues.en.receipt, { lang: 'en', author: 'halle' }),
    );
  };
  expect((await pdfOf('signed before noon')).equals(await pdfOf('signed after noon'))).toBe(false);
});
