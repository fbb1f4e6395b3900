import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { longReceipt } from '#app/domain/ledger/receipt.ts';
import { verifyReceipt } from '#app/domain/ledger/verify.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { carrots, openPaidTown, paid, shorten } from '#tests/setup/sales.ts';
import { placeAndStart, type TestTown } from '#tests/setup/test-town.ts';
import { impactDrafts } from './impact-drafts.server.ts';
import { findImpactTicket } from './impact-ticket.server.ts';

const ticketOf = (town: TestTown, orderId: string) => findImpactTicket(town.ctx(), findOrder(town, orderId)!);

test('an order has no ticket before its payment', async () => {
  const town = await openPaidTown();
  const { orderId } = await placeAndStart(town, { [carrots]: 2 });
  expect(ticketOf(town, orderId)).toBeNull();
});

test('a paid order has one line of its ticket for each line, with a receipt that verifies', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 4 });
  const { lines } = findOrder(town, orderId)!;
  const ticket = ticketOf(town, orderId)!;
  expect(ticket.lines.map(({ line, quantity, price }) => ({ line, quantity, price }))).toEqual(
    lines.map(({ line, quantity, htCents, vatCents }) => ({
      line,
      quantity,
      price: { netCents: htCents, grossCents: htCents + vatCents },
    })),
  );
  expect([ticket.corrections, ticket.lines[0]!.corrected]).toEqual([[], false]);
  for (const { packed } of ticket.lines) {
    const receipt = longReceipt(inflateRawSync(Buffer.from(packed, 'base64url')).toString());
    expect(await verifyReceipt(receipt, ticket.policy)).toMatchObject({ ok: true, entry: { order: orderId } });
  }
});

test('a corrected line shows what is now, and names the entry reversed and its reversal', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 4 });
  const [before] = ticketOf(town, orderId)!.lines;
  shorten(town, orderId, 1, 3);
  const after = ticketOf(town, orderId)!;
  expect(after.lines).toMatchObject([{ line: 1, quantity: 3, corrected: true }]);
  // The reversal is appended first, then the new line.
  expect(after.corrections).toMatchObject([{ line: 1, wrong: before!.index, by: before!.index + 1 }]);
  expect(after.lines[0]!.index).toBe(before!.index + 2);
});

test('the entries of an order name no person, organisation, supplier or offer', async () => {
  const town = await openPaidTown();
  const { orderId } = await placeAndStart(town, { [carrots]: 1 });
  const whole = findOrder(town, orderId)!;
  const drafts = impactDrafts(town.ctx(), whole);
  expect(drafts.map(({ event }) => event)).toEqual([`${orderId}:line:1:paid`]);
  const { order, lines } = whole;
  for (const secret of [order.userId, order.buyerName, order.contactEmail, lines[0]!.supplierId, lines[0]!.offerSlug])
    expect([secret, JSON.stringify(drafts).includes(secret)]).toEqual([secret, false]);
});
