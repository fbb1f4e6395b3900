// Cancelling a part: a page shows what it does before it is done, and does only that.
import { expect, test } from 'vitest';
import { syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { agreeOnFewer } from '#tests/setup/errands.ts';
import { carrots } from '#tests/setup/sales.ts';
import { camille, openTown, placeAndStart, press, type TestTown } from '#tests/setup/test-town.ts';
import { action, loader } from './pages/orders.$orderId.cancel.$supplierId.tsx';

type Shown = { cents: number; ends: string; button: string; total: string };

async function open() {
  const town = await openTown();
  const { orderId, sessionId } = await placeAndStart(town, { [carrots]: 4 });
  await press(town, sessionId, 'pay');
  await syncPayment(town.ctx(camille), sessionId);
  const [part] = findOrder(town, orderId)!.parts;
  const params = { orderId, supplierId: part!.supplierId };
  const headers = { cookie: await town.cookie(camille) };
  const url = `http://halle.test/orders/${orderId}/cancel/${part!.supplierId}`;
  const shown = async () => {
    const answer = await loader({ request: new Request(url, { headers }), params, context: {} });
    if (answer instanceof Response) return { redirect: answer.headers.get('location'), cents: 0 };
    return { redirect: null, ...(answer as Shown) };
  };
  const post = async (fields: Record<string, string>) => {
    const body = new URLSearchParams({ intent: 'cancel', ...fields });
    const request = new Request(url, { method: 'POST', headers, body });
    return (await action({ request, params, context: {} })) as Response & { data: { message: string } };
  };
  return { town, orderId, params, shown, post };
}

const stateOf = (town: TestTown, orderId: string) => findOrder(town, orderId)!.parts[0]!.state;

test('shows the refund, and cancels for that amount', async () => {
  const { town, orderId, shown, post } = await open();
  const page = (await shown()) as Shown;
  expect(page.cents).toBe(findOrder(town, orderId)!.order.totalCents);
  expect([page.button, page.ends]).toEqual(['Annuler et être remboursé', expect.stringContaining('vous sont rendus')]);
  const answer = await post({ shown: String(page.cents), why: 'trop tard' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/orders/${orderId}`]);
  expect(stateOf(town, orderId)).toBe('cancelled');
});

test('cancels nothing when the part has changed since it was shown', async () => {
  const { town, orderId, shown, post } = await open();
  const { cents } = await shown();
  const { line } = findOrder(town, orderId)!.lines[0]!;
  expect(agreeOnFewer(town.ctx(), orderId, line, 1)).toBe(true);
  const answer = await post({ shown: String(cents) });
  expect(answer.data.message).toContain('a changé');
  expect(stateOf(town, orderId)).toBe('to-prepare');
});

test('leads to the order when it is too late', async () => {
  const { town, orderId, shown } = await open();
  town.db.$client.prepare("update order_parts set state = 'handed-over' where order_id = ?").run(orderId);
  expect((await shown()).redirect).toBe(`/orders/${orderId}`);
});
