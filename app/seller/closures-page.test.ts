// From the form of the closures to the page that decides about what they touch, without scripts.
import { expect, test } from 'vitest';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { openEdit } from '#app/http/edit-form.ts';
import { lucie } from '#tests/setup/offer-forms.ts';
import { carrots, openPaidTown, paid } from '#tests/setup/sales.ts';
import { readClosedDays, writeClosedDays } from './closed-days.ts';
import { action as closuresAction, loader as closuresLoader } from './pages/closures.tsx';
import { action as deliveryAction } from './pages/delivery.tsx';
import { deliveryValues } from './profile-edit.server.ts';

const slug = 'jardins-de-la-vesle';

test('days on which goods are promised close with a decision, and the page names the buyer and the goods', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 2 });
  const { parts, order } = findOrder(town, orderId)!;
  const day = parts[0]!.deliverOn!;
  const cookie = await town.cookie(lucie);
  const own = () => getOwnSupplier(town.ctx(lucie), slug).supplier;
  const kept = Object.fromEntries(
    Object.entries(deliveryValues(town.ctx(lucie), own())).map(([name, value]) => [name, String(value ?? '')]),
  );
  const isBox = (name: string) => /^(day\d|work\d|pickup|joinsRound|worksHolidays)$/.test(name);
  const posted = Object.entries(kept).filter(([name, text]) => text || !isBox(name));
  const fields = { ...Object.fromEntries(posted), shown: openEdit(kept), closure1_from: day, closure1_to: day };
  const post = async (action: typeof closuresAction, url: string, values: Record<string, string>) => {
    const request = new Request(url, { method: 'POST', headers: { cookie }, body: new URLSearchParams(values) });
    return (await action({ request, params: { slug }, context: {} })) as Response & {
      data: { message: string | null; errors: Record<string, string> };
    };
  };
  const to = await post(deliveryAction, `http://halle.test/supplier/${slug}/delivery`, fields);
  const address = to.headers.get('location') ?? '';
  expect([to.status, address]).toEqual([303, `/supplier/${slug}/closures?days=${day}_${day}`]);
  expect(own().closures.some(({ from }) => from === day)).toBe(false);
  const url = `http://halle.test${address}`;
  const page = (await closuresLoader({
    request: new Request(url, { headers: { cookie } }),
    params: { slug },
    context: {},
  })) as { version: string; promises: { key: string; buyer: string; lines: string[] }[] };
  const mine = page.promises.find(({ key }) => key === orderId);
  expect(mine).toMatchObject({ buyer: order.buyerName, lines: [expect.stringMatching(/^2 × Carottes/)] });
  const undecided = await post(closuresAction, url, { version: page.version, why: '' });
  expect(Object.keys(undecided.data.errors)).toEqual([`do.${page.promises[0]!.key}`]);
  const decisions = Object.fromEntries(page.promises.map(({ key }) => [`do.${key}`, 'keep']));
  const old = await post(closuresAction, url, { version: 'x', why: '', ...decisions });
  expect(old.data.message).toContain('ont changé');
  const closed = await post(closuresAction, url, { version: page.version, why: '', ...decisions });
  expect([closed.status, closed.headers.get('location')]).toEqual([303, `/supplier/${slug}/delivery`]);
  expect(own().closures.some(({ from }) => from === day)).toBe(true);
});

test('closures in an address are read as they were written, and others are refused', () => {
  const closures = [
    { from: '2026-12-24', to: '2027-01-02' },
    { from: '2027-05-07', to: '2027-05-07' },
  ];
  expect(readClosedDays(writeClosedDays(closures))).toEqual(closures);
  for (const wrong of ['', 'x', '2026-02-30_2026-03-01', '2027-01-02_2026-12-24', '2026-12-24'])
    expect(readClosedDays(wrong)).toBeNull();
});
