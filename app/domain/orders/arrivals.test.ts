import { expect, test } from 'vitest';
import { deliver, fiveSuppliers, openPaidTown, paid } from '#tests/setup/sales.ts';
import { camille, karim } from '#tests/setup/test-town.ts';
import { listArrivals } from './arrivals.server.ts';
import { findOrder } from './orders.server.ts';

test('lists the actor’s parts by day, with recent hand-overs', async () => {
  const town = await openPaidTown();
  const [a, b] = fiveSuppliers(town);
  const { orderId } = await paid(town, { [a!]: 2, [b!]: 1 });
  const { parts } = findOrder(town, orderId)!;
  const own = () => listArrivals(town.ctx()).arrivals.filter((one) => one.orderId === orderId);
  expect(
    own()
      .map(({ supplierId }) => supplierId)
      .sort(),
  ).toEqual(parts.map(({ supplierId }) => supplierId).sort());
  expect(
    own()
      .flatMap(({ lines }) => lines.map(({ quantity }) => quantity))
      .sort(),
  ).toEqual([1, 2]);
  deliver(town, orderId, parts[0]!.supplierId);
  expect(own().find(({ supplierId }) => supplierId === parts[0]!.supplierId)?.state).toBe('handed-over');
  const days = listArrivals(town.ctx(camille)).arrivals.map(({ day }) => day ?? '9999');
  expect(days).toEqual(days.toSorted());
  expect(listArrivals(town.ctx(karim)).arrivals.some((one) => one.orderId === orderId)).toBe(false);
});
