import { expect, test } from 'vitest';
import { listRoleHolders } from '#app/domain/accounts/roles.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { announceDispute } from '#app/domain/settlement/dispute-letters.server.ts';
import { syncDispute } from '#app/domain/settlement/sync-dispute.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { carrots, now, openPaidTown, paid } from '#tests/setup/sales.ts';
import { composeMail } from './compose.server.ts';

test('tells suppliers and stewards of a dispute, with the day for an answer', async () => {
  const town = await openPaidTown();
  const { orderId, charge } = await paid(town, { [carrots]: 4 });
  const { order, parts } = findOrder(town, orderId)!;
  town.standIn.store.contest('du_1', charge, 1234, now());
  await syncDispute(town.ctx(), 'du_1');
  const letterCtx = { ...town.ctx(), storage: town.storage, origin: 'http://halle.test', bankIban: null };
  const letters = () =>
    Promise.all(
      (
        town.db.$client
          .prepare(`select payload from outbox where key glob 'mail:dispute:*' order by rowid`)
          .pluck()
          .all() as string[]
      ).map(async (payload) => (await composeMail(letterCtx, JSON.parse(payload)))!),
    );
  const [supplier] = findSuppliers(town, [parts[0]!.supplierId]);
  const stewards = new Set(listRoleHolders(town).map(({ email }) => email));
  expect((await letters()).map(({ to }) => to)).toEqual([supplier!.email, ...stewards]);
  for (const { to, subject, text } of await letters()) {
    expect(subject).toContain(order.number);
    expect(text).toContain('12,34');
    expect(text.includes('Réponse à donner avant le')).toBe(to !== supplier!.email);
  }
  const before = (await letters()).length;
  announceDispute(town.ctx(), 'lost', { disputeId: 'du_1', orderId, supplierIds: [supplier!.id] }, 'du_1:lost');
  announceDispute(town.ctx(), 'lost', { disputeId: 'du_1', orderId, supplierIds: [supplier!.id] }, 'du_1:lost');
  expect(await letters()).toHaveLength(2 * before);
  expect((await letters())[before]).toMatchObject({ subject: expect.stringContaining('paiement repris') });
});
