// A purchase asks the database once for what it shows: statements and transactions of its steps, counted.
import { expect, test } from 'vitest';
import { action as checkout, loader as checkoutPage } from '#app/buyer/pages/checkout.tsx';
import { loader as orderPage } from '#app/buyer/pages/orders.$orderId._index.tsx';
import { loader as landing } from '#app/buyer/pages/orders.$orderId.return.tsx';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { action as add } from '#app/market/pages/offers.$slug.tsx';
import { camille, openTown, press, type TestTown } from '#tests/setup/test-town.ts';

type Counted = { statements: number; transactions: number; orders: number };
type Runs = Record<'all' | 'get' | 'run', (this: { database: unknown; source: string }, ...of: unknown[]) => unknown>;

/** Counts the statements of `work` on the town's database; `orders`: how often it reads a whole order. */
async function countStatements<T>({ db: { $client } }: TestTown, work: () => Promise<T>): Promise<[T, Counted]> {
  const counted: Counted = { statements: 0, transactions: 0, orders: 0 };
  const prototype = Object.getPrototypeOf($client.prepare('select 1')) as Runs;
  const { all, get, run } = prototype;
  for (const [name, own] of Object.entries({ all, get, run }))
    prototype[name as keyof Runs] = function (...of) {
      if (this.database === $client) {
        const { source } = this;
        counted.statements++;
        if (/^begin/i.test(source)) counted.transactions++;
        if (source.includes(' from "orders" where "orders"."id" = ')) counted.orders++;
      }
      return own.apply(this, of);
    };
  try {
    return [await work(), counted];
  } finally {
    Object.assign(prototype, { all, get, run });
  }
}

test('a purchase reads its order once where it is paid for and once where it is shown', async () => {
  const town = await openTown();
  town.db.$client.exec('update suppliers set minimum_order_cents = 0');
  const cookie = await town.cookie(camille);
  const organisation = listOwnOrganisations(town.ctx())[0]!.id;
  const ask = (path: string, params: object, body?: URLSearchParams) => {
    const request = new Request(`http://halle.test${path}`, {
      headers: { cookie },
      ...(body && { method: 'POST', body }),
    });
    return { request, params, context: {} } as never;
  };
  const slug = 'chaise-de-bureau-remise-en-etat';
  const [added, adding] = await countStatements(town, () =>
    add(ask(`/offers/${slug}`, { slug }, new URLSearchParams({ intent: 'add', quantity: '1' }))),
  );
  expect([(added as Response).status, adding.transactions]).toEqual([303, 2]);
  expect(adding.statements).toBeLessThanOrEqual(23);
  const [page, showing] = await countStatements(town, async () => checkoutPage(ask('/checkout', {})));
  expect([showing.transactions, showing.orders]).toEqual([0, 0]);
  const form = { address: '1 rue', insee: '51183', name: 'Ann', email: camille, phone: '0326000000', terms: 'yes' };
  const { hash } = page as { hash: string };
  const [placed, placing] = await countStatements(town, () =>
    checkout(ask('/checkout', {}, new URLSearchParams({ ...form, organisation, note: '', confirmed: hash }))),
  );
  expect([(placed as Response).status, placing.transactions, placing.orders]).toEqual([303, 2, 1]);
  const sessionId = new URL((placed as Response).headers.get('location')!).pathname.split('/').at(-1)!;
  await press(town, sessionId, 'pay');
  const orderId = town.db.$client.prepare('select reference from payment_sessions where id = ?').pluck().get(sessionId);
  const [, paying] = await countStatements(town, () =>
    landing(ask(`/orders/${orderId}/return?session_id=${sessionId}`, { orderId })),
  );
  expect(paying.transactions).toBe(1);
  const [, reading] = await countStatements(town, () => orderPage(ask(`/orders/${orderId}`, { orderId })));
  expect([reading.transactions, reading.orders]).toEqual([0, 1]);
  const steps = [adding, showing, placing, paying, reading];
  expect(steps.reduce((sum, { statements }) => sum + statements, 0)).toBeLessThanOrEqual(211);
});
