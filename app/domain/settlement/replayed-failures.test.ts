import { expect, test } from 'vitest';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { listTransfers } from '#app/domain/payments/transfers.server.ts';
import { expectSound, workOff } from '#tests/setup/money-work.ts';
import { carrots, deliver, openPaidTown, paid } from '#tests/setup/sales.ts';
import { executeTransfer, settlePart } from './settle-part.server.ts';

/** The provider replays a server error under the key, and may or may not have moved the money. */
test.each([true, false])('makes one transfer despite a replayed failure (moved: %s)', async (moved) => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 4 });
  const { supplierId } = findOrder(town, orderId)!.parts[0]!;
  deliver(town, orderId, supplierId);
  settlePart(town.ctx(), orderId, supplierId);
  const { transfers } = town.payments.stripe;
  const create = transfers.create.bind(transfers);
  const asked: string[] = [];
  transfers.create = (async (params: never, options: { idempotencyKey: string }) => {
    asked.push(options.idempotencyKey);
    if (asked.length > 1) return create(params, options);
    if (moved) await create(params, options);
    throw Object.assign(new Error('An error occurred'), {
      statusCode: 500,
      headers: { 'idempotent-replayed': 'true' },
    });
  }) as typeof transfers.create;
  const [row] = listTransfers(town, orderId, supplierId);
  const first = executeTransfer(town.ctx(), row!.id);
  if (moved) await first;
  else await expect(first).rejects.toThrow('An error occurred');
  await workOff(town);
  expect(new Set(asked).size).toBe(moved ? 1 : 2); // the key of a replayed failure is not used again
  expect(listTransfers(town, orderId, supplierId).map(({ state }) => state)).toEqual(['done']);
  expect(town.standIn.store.listTransfers().filter(({ group }) => group === orderId)).toHaveLength(1);
  await expectSound(town);
});
