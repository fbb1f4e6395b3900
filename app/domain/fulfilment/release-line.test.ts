import { expect, test } from 'vitest';
import type { ImpactEntry } from '#app/domain/impact/impact-entry.server.ts';
import { parseEntry } from '#app/domain/impact/impact-entry.server.ts';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import { listImpactLinesOf } from '#app/domain/ledger/impact-lines.server.ts';
import { listLargeLines } from '#app/domain/orders/large-lines.server.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { deliver, openPaidTown, paid, shorten, supplierOf } from '#tests/setup/sales.ts';
import type { TestTown } from '#tests/setup/test-town.ts';
import { releaseLargeLine } from './release-line.server.ts';

const chair = 'chaise-de-bureau-remise-en-etat';
const steward = 'noe@cooperative-112.example';

/** A paid order of so many chairs that its one line is held. */
async function largeSale() {
  const town = await openPaidTown();
  town.db.$client.exec(`update offers set stock = 2000 where slug = '${chair}'`);
  const { orderId } = await paid(town, { [chair]: 300 });
  return { town, orderId };
}

const entryOf = (town: TestTown, orderId: string): ImpactEntry =>
  parseEntry(listImpactLinesOf(town.ctx(), [orderId], { limit: -1, offset: 0 })[0]!.canonical);

test('a line above a tonne has no figure until a steward releases it, and the ledger agrees before and after', async () => {
  const { town, orderId } = await largeSale();
  expect(entryOf(town, orderId).co2e_g?.delta ?? null).toBeNull();
  const [large] = listLargeLines(town);
  expect(large).toMatchObject({ orderId, quantity: 300 });
  expect(() => releaseLargeLine(town.ctx(), orderId, large!.line, 'inventaire vu')).toThrow(Forbidden);
  const ctx = town.ctx(steward);
  expect(releaseLargeLine(ctx, orderId, large!.line, '')).toEqual({ ok: false, reason: 'reason-missing' });
  expect(releaseLargeLine(ctx, orderId, large!.line, 'inventaire vu')).toEqual({ ok: true });
  expect(entryOf(town, orderId).co2e_g!.delta!.mid).toBeLessThan(-1_000_000);
  expect(entryOf(town, orderId).event).toMatch(/:released:/);
  expect(listLargeLines(town)).toEqual([]);
  expect(releaseLargeLine(ctx, orderId, large!.line, 'encore')).toEqual({ ok: false, reason: 'not-now' });
  expect(auditLedger(town.db, town.ledgerKey)).toMatchObject({ ok: true });
});

test('a line stays held through a delivery and a shorter one, and can be released after', async () => {
  const { town, orderId } = await largeSale();
  const [large] = listLargeLines(town);
  shorten(town, orderId, large!.line, 290);
  deliver(town, orderId, supplierOf(town, chair));
  expect(listLargeLines(town)).toMatchObject([{ quantity: 290 }]);
  expect(releaseLargeLine(town.ctx(steward), orderId, large!.line, 'inventaire vu')).toEqual({ ok: true });
  expect(entryOf(town, orderId)).toMatchObject({ qty: 290 });
  expect(entryOf(town, orderId).co2e_g!.delta!.mid).toBeLessThan(-900_000);
});

test('an ordinary line is not held', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [chair]: 5 });
  expect(entryOf(town, orderId).co2e_g!.delta!.mid).toBeLessThan(0);
  expect(listLargeLines(town)).toEqual([]);
});
