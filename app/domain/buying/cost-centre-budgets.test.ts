import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { startPayment } from '#app/domain/checkout/start-payment.server.ts';
import { syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { cancelPart } from '#app/domain/fulfilment/cancel-part.server.ts';
import { findOrder, getOwnOrder } from '#app/domain/orders/orders.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { checkoutOf } from '#tests/setup/errands.ts';
import { generator } from '#tests/setup/generator.ts';
import { repetitions, seed } from '#tests/setup/repetitions.ts';
import { camille, karim, offerId, openTown, press } from '#tests/setup/test-town.ts';
import {
  type BudgetClaim,
  budgetYear,
  claimBudgets,
  findBalance,
  listBudgetMoves,
  listWrongBudgets,
  moveBetweenCentres,
  reviseBudget,
} from './cost-centre-budgets.server.ts';
import { addCostCentre, changeCostCentre, getCostCentre, listOpenCentres } from './cost-centres.server.ts';
import { bookMovedOrders } from './order-commitments.server.ts';

async function openCentre(basis: 'net' | 'gross' = 'gross') {
  const town = await openTown();
  const ctx = town.ctx(camille);
  const organisation = listOwnOrganisations(ctx)[0]!;
  const added = addCostCentre(ctx, organisation.id, { code: 'CUISINE', name: 'Cuisine', basis });
  if (!added.ok) throw new Error(added.reason);
  const budget = { costCentreId: added.id, year: budgetYear(ctx, ctx.now) };
  return { town, ctx, organisation, budget };
}

type Held = Partial<Pick<BudgetClaim, 'reserved' | 'committed' | 'spent'>>;
const claim = (ctx: Ctx, of: Pick<BudgetClaim, 'costCentreId' | 'year'>, reference: string, held: Held) =>
  inTransaction(ctx, () => claimBudgets(ctx, [{ ...of, reference, reserved: 0, committed: 0, spent: 0, ...held }]));

/** Claims of one purchase, an event after the other, and the balance that they leave. */
const purchases: [string, number, Held[], Partial<Record<string, number>>][] = [
  ['submitted', 100_000, [{ reserved: 30_000 }], { reserved: 30_000, free: 70_000 }],
  ['a line refused', 100_000, [{ reserved: 30_000 }, { reserved: 25_000 }], { reserved: 25_000, free: 75_000 }],
  [
    'ordered within tolerance',
    100_000,
    [{ reserved: 30_000 }, { committed: 30_400 }],
    { committed: 30_400, free: 69_600 },
  ],
  [
    'unpaid: reserved again at the price of the order',
    100_000,
    [{ reserved: 30_000 }, { committed: 30_400 }, { reserved: 30_400 }],
    { reserved: 30_400, free: 69_600 },
  ],
  [
    'fewer, then handed over',
    100_000,
    [{ reserved: 30_000 }, { committed: 30_400 }, { committed: 28_000 }, { spent: 28_000 }],
    { spent: 28_000, free: 72_000 },
  ],
  [
    'a part returned',
    100_000,
    [{ committed: 30_000 }, { spent: 30_000 }, { spent: 26_000 }, { spent: 26_000 }],
    { spent: 26_000, free: 74_000 },
  ],
  ['withdrawn', 100_000, [{ reserved: 30_000 }, {}], { free: 100_000 }],
  ['overdrawn is shown, not hidden', 20_000, [{ reserved: 30_000 }], { reserved: 30_000, free: -10_000 }],
];

test.each(purchases)('a budget after: %s', async (_, allocated, held, wanted) => {
  const { ctx, budget } = await openCentre();
  reviseBudget(ctx, budget, allocated, 'vote du conseil');
  for (const now of held) claim(ctx, budget, 'req_1', now);
  const none = { reserved: 0, committed: 0, spent: 0 };
  expect(findBalance(ctx, budget)).toEqual({ ...none, ...wanted, allocated });
});

test('a budget cut below what is spent is below zero, and its moves are kept for ever', async () => {
  const { town, ctx, budget } = await openCentre();
  reviseBudget(ctx, budget, 100_000, 'vote');
  claim(ctx, budget, 'ord_1', { spent: 30_000 });
  reviseBudget(ctx, budget, -80_000, 'coupe');
  expect(findBalance(ctx, budget)).toMatchObject({ allocated: 20_000, spent: 30_000, free: -10_000 });
  expect(listBudgetMoves(ctx, budget, { limit: 9 }).map(({ reason }) => reason)).toEqual(['coupe', '', 'vote']);
  const run = (sql: string) => () => town.db.$client.exec(sql);
  expect(run('update budget_moves set cents = 1')).toThrow('moves of a budget are kept');
  expect(run('delete from budget_moves')).toThrow('moves of a budget are kept');
});

const histories = repetitions('BUDGETS', 40, 4000);

test(`allocated is free, reserved, committed and spent after each of ${histories} random claims (seed ${seed})`, async () => {
  const { town, ctx, budget } = await openCentre();
  const random = generator(seed);
  const held = new Map<string, Required<Held>>();
  let allocated = 0;
  for (let n = 0; n < histories; n++) {
    const cents = random(90_000) - 20_000;
    if (random(5) === 0 && reviseBudget(ctx, budget, cents, 'essai')) allocated += cents;
    const reference = `req_${random(8)}`;
    const now = { reserved: random(3) * 700, committed: random(3) * 900, spent: random(3) * 1100 };
    held.set(reference, now);
    for (let again = random(2); again >= 0; again--) claim(ctx, budget, reference, now);
    const sum = (of: keyof Held) => [...held.values()].reduce((total, one) => total + one[of], 0);
    const balance = { reserved: sum('reserved'), committed: sum('committed'), spent: sum('spent') };
    const free = allocated - balance.reserved - balance.committed - balance.spent;
    expect(findBalance(ctx, budget)).toEqual({ ...balance, allocated, free });
  }
  expect(listWrongBudgets(town)).toEqual([]);
  town.db.$client.exec('update budget_balances set spent_cents = spent_cents + 1, free_cents = free_cents - 1');
  expect(listWrongBudgets(town)).toContainEqual(budget);
});

test.each(['net', 'gross'] as const)(
  'an order of a cost centre is committed (%s), and free again once cancelled',
  async (basis) => {
    const { town, ctx, organisation, budget } = await openCentre(basis);
    reviseBudget(ctx, budget, 100_000, 'vote');
    const added = addToBasket(ctx, null, offerId(town, 'chaise-de-bureau-remise-en-etat'), 2);
    if (!added.ok) throw new Error(added.reason);
    const input = checkoutOf(ctx, added.basketId, { organisationId: organisation.id });
    const placed = placeOrder(ctx, {
      ...input,
      costCentreId: budget.costCentreId,
      references: { orderNumber: 'BC-2027-14', engagement: '', serviceCode: 'CANTINE' },
    });
    if (!placed.ok) throw new Error(placed.reason);
    const { order, parts } = findOrder(ctx, placed.orderId)!;
    expect(order.buyer.references).toEqual({
      ...{ orderNumber: 'BC-2027-14', engagement: '', serviceCode: 'CANTINE' },
      costCentre: 'CUISINE',
    });
    bookMovedOrders(ctx);
    const cents = basis === 'gross' ? order.totalCents : order.totalCents - order.vatCents;
    expect(findBalance(ctx, budget)).toMatchObject({ committed: cents, free: 100_000 - cents });
    const payment = await startPayment(ctx, getOwnOrder(ctx, order.id), 'http://halle.test', (name) => name);
    const sessionId = payment.ok ? payment.url.split('/').at(-1)! : '';
    await press(town, sessionId, 'pay');
    await syncPayment(ctx, sessionId);
    expect(cancelPart(ctx, order.id, parts[0]!.supplierId)).toMatchObject({ ok: true });
    bookMovedOrders(ctx);
    expect(findBalance(ctx, budget)).toMatchObject({ committed: 0, spent: 0, free: 100_000 });
    bookMovedOrders(ctx);
    expect(listBudgetMoves(ctx, budget, { limit: 9 })).toHaveLength(3);
  },
);

test('only its organisation sees a cost centre, only its admins move its budget', async () => {
  const { town, ctx, organisation, budget } = await openCentre();
  const stranger = town.ctx(karim);
  expect(() => getCostCentre(stranger, budget.costCentreId)).toThrow(NotFound);
  expect(() => reviseBudget(stranger, budget, 100, 'x')).toThrow(NotFound);
  expect(() => listBudgetMoves(stranger, budget, { limit: 1 })).toThrow(NotFound);
  town.db.$client
    .prepare(
      `update memberships set role = 'buy' where organisation_id = ? and user_id = (select id from users where email = ?)`,
    )
    .run(organisation.id, camille);
  expect(() => reviseBudget(ctx, budget, 100, 'x')).toThrow('admins');
});

test('gives what is free to another centre, and a closed one is not ordered for', async () => {
  const { ctx, organisation, budget } = await openCentre();
  const other = addCostCentre(ctx, organisation.id, { code: 'SALLE', name: 'Salle', basis: 'gross' });
  if (!other.ok) throw new Error(other.reason);
  expect(addCostCentre(ctx, organisation.id, { code: 'SALLE', name: 'x', basis: 'net' })).toMatchObject({
    reason: 'known',
  });
  reviseBudget(ctx, budget, 5000, 'vote');
  const give = { from: budget.costCentreId, to: other.id, year: budget.year };
  expect(moveBetweenCentres(ctx, give, 5001, 'trop')).toEqual({ ok: false, reason: 'not-free' });
  expect(moveBetweenCentres(ctx, { ...give, to: give.from }, 1, 'x')).toEqual({ ok: false, reason: 'same' });
  expect(moveBetweenCentres(ctx, give, 2000, 'fête')).toEqual({ ok: true });
  expect(findBalance(ctx, budget)).toMatchObject({ allocated: 3000, free: 3000 });
  expect(findBalance(ctx, { ...budget, costCentreId: other.id })).toMatchObject({ allocated: 2000, free: 2000 });
  changeCostCentre(ctx, other.id, { name: 'Salle', isClosed: true });
  const open = listOpenCentres(ctx, organisation.id).map(({ code }) => code);
  expect([open.includes('CUISINE'), open.includes('SALLE')]).toEqual([true, false]);
});
