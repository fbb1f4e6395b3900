import { expect, test } from 'vitest';
import { type ImpactEntry, parseEntry, recomputeEntry } from '#app/domain/impact/impact-entry.server.ts';
import { impactTotals } from '#app/domain/impact/totals.server.ts';
import { eachImpactLine } from '#app/domain/ledger/impact-lines.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { factors } from '#seeds/shipped-rules.ts';
import { carrots, deliver, openPaidTown, paid, shorten } from '#tests/setup/sales.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import { egalimView } from './declared-food.ts';
import { agecView } from './declared-goods.ts';
import { rateOf, townDisplacement } from './displacement.server.ts';
import { flowsOf } from './flows.ts';
import { recomputeAll } from './recompute.server.ts';
import { supplierYears } from './supplier-years.server.ts';
import { townFigures, townTotals } from './town-figures.server.ts';
import { computeStatement, listStatementLines, listYears, ownBuyer } from './year-statement.server.ts';

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
const impactLines = (town: TestTown) => [...eachImpactLine(town)].map(({ canonical }) => parseEntry(canonical));

test('sums a buyer’s year from the entries of its own paid orders', async () => {
  const town = await openTown();
  const ctx = town.ctx();
  const buyer = ownBuyer(ctx, null);
  const [year] = listYears(ctx, buyer);
  const lines = listStatementLines(ctx, buyer, year!);
  const statement = computeStatement(ctx, buyer, year!, lines);
  expect(lines.length).toBeGreaterThan(5);
  for (const parts of [statement.months, statement.categories, statement.suppliers]) {
    expect(sum(parts.map((one) => one.spentCents))).toBe(statement.totals.spentCents);
    expect(sum(parts.map((one) => one.keptGrams))).toBe(statement.totals.keptGrams);
    expect(sum(parts.map((one) => one.delta?.mid ?? 0))).toBeCloseTo(statement.totals.delta!.mid, -1); // each is rounded separately
    expect(sum(parts.map((one) => one.retainedCents?.lo ?? 0))).toBe(statement.totals.retainedCents!.lo);
  }
  const booked = town.db.$client
    .prepare(`select sum(goods_cents) from orders where state = 'paid' and organisation_id = ?`)
    .pluck()
    .get(buyer.organisation!.id);
  expect(statement.totals.spentCents).toBe(booked);
  expect(computeStatement(ctx, buyer, year!)).toEqual(statement); // same entries, same integers
  expect(statement.before).toEqual({ ok: false, year: year! - 1, reason: 'none' });
});

test('throws NotFound for the year of another organisation', async () => {
  const town = await openTown();
  const other = town.db.$client
    .prepare('select id from organisations where id not in (select organisation_id from memberships where user_id = ?)')
    .pluck()
    .get((town.ctx().actor as { userId: string }).userId) as string;
  expect(() => ownBuyer(town.ctx(), other)).toThrow(NotFound);
  expect(() => ownBuyer(town.ctx(), 'org_none')).toThrow(NotFound);
  const alone = ownBuyer(town.ctx(), 'me');
  const own = town.db.$client.prepare(
    `select count(*) from orders where state = 'paid' and organisation_id is null and user_id = ?`,
  );
  const lines = listStatementLines(town.ctx(), alone, 2026);
  if (own.pluck().get((town.ctx().actor as { userId: string }).userId) === 0) expect(lines).toEqual([]);
});

test('lists a short delivery once, as corrected, in the year of payment', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 4 });
  const ctx = town.ctx();
  const buyer = { organisation: null };
  const year = new Date().getUTCFullYear();
  const organisation = findOrder(town, orderId)!.order.organisationId;
  const who = organisation ? ownBuyer(ctx, organisation) : buyer;
  const of = () => listStatementLines(ctx, who, year).filter(({ entry }) => entry.order === orderId);
  expect(of().map(({ corrected, entry }) => [corrected, entry.qty])).toEqual([[false, 4]]);
  shorten(town, orderId, 1, 3);
  deliver(town, orderId, findOrder(town, orderId)!.parts[0]!.supplierId);
  expect(of().map(({ corrected, entry }) => [corrected, entry.qty])).toEqual([[true, 3]]);
});

test('recomputes the town’s figures and names the fields that differ', async () => {
  const town = await openTown();
  const recomputed = recomputeAll(town);
  expect(recomputed.entries).toBeGreaterThan(100);
  expect([recomputed.differing, recomputed.withoutBasis]).toEqual([[], 0]);
  expect(recomputed.town).toEqual(townTotals(town));
  const entry = impactLines(town).find(
    (one) => one.co2e_g?.delta && one.inclusion_min && one.money.retained_eur_cents,
  )!;
  expect(recomputeEntry(entry, factors)).toEqual([]);
  const fields = (changed: object) =>
    recomputeEntry({ ...entry, ...changed } as ImpactEntry, factors).map(({ field }) => field);
  expect(fields({ mass_g: entry.mass_g * 2 })).toContain('co2e_g.actual');
  expect(fields({ event: 'other' })).toEqual(['co2e_g.delta']); // the draws are seeded by the event
  expect(fields({ inclusion_min: { ...entry.inclusion_min!, mid: entry.inclusion_min!.mid + 1 } })).toEqual([
    'inclusion_min',
  ]);
  expect(fields({ money: { ...entry.money, retained_eur_cents: { lo: 0, mid: 1, hi: 2 } } })).toEqual([
    'money.retained_eur_cents',
  ]);
  expect(fields({ basis: { ...entry.basis!, retention_bp: entry.basis!.retention_bp! + 100 } })).toEqual([
    'money.retained_eur_cents',
  ]);
});

test('scales the interval of a total with the lines that share a factor', async () => {
  const town = await openTown();
  const one = impactLines(town).find(
    (entry) => entry.scenario === 'reuse' && entry.co2e_g?.delta && entry.mode !== 'transport.on_foot',
  )!;
  const [single, fifty] = impactTotals([[one], Array.from({ length: 50 }, () => one)], 'seed', factors);
  const width = ({ lo, hi }: { lo: number; hi: number }) => hi - lo;
  expect(width(fifty!.delta!) / width(single!.delta!)).toBeCloseTo(50, 1);
});

test('sums AGEC and EGalim rows from their leaves, as shares of a total', async () => {
  const town = await openTown();
  const ctx = town.ctx();
  const buyer = ownBuyer(ctx, null);
  const lines = listStatementLines(ctx, buyer, listYears(ctx, buyer)[0]!);
  const { rows } = agecView(lines, listYears(ctx, buyer)[0]!);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    const own = lines.filter(({ index }) => row.leaves.some((leaf) => leaf.index === index));
    expect(own.every(({ kind }) => kind !== 'service' && kind !== 'rental')).toBe(true);
    expect(row.reuse.cents + row.recycled.cents).toBeLessThanOrEqual(row.totalCents);
    expect(sum(own.map(({ entry }) => entry.money.eur_cents_ht))).toBe(row.totalCents);
    expect(row.reuse.basisPoints).toBe(Math.round((row.reuse.cents / row.totalCents) * 10_000));
  }
  const food = egalimView(lines).rows;
  expect(sum(food.map(({ basisPoints }) => basisPoints))).toBeGreaterThanOrEqual(9_999);
  expect(sum(food.map(({ basisPoints }) => basisPoints))).toBeLessThanOrEqual(10_001);
});

test('keeps the town’s displacement rate within Wilson’s interval bounds', async () => {
  // Wilson's interval of 7 in 10 is 0.397 to 0.892.
  expect(rateOf([...Array(7).fill(1000), ...Array(3).fill(0)])).toEqual({ answers: 10, mid: 700, lo: 397, hi: 892 });
  expect(rateOf([1000, 1000])).toMatchObject({ mid: 1000, hi: 1000 });
  expect(rateOf([0])).toMatchObject({ mid: 0, lo: 0 });
  const town = await openTown();
  const answers = impactLines(town).filter((one) => one.scenario === 'reuse' && !one.basis!.displacement_assumed);
  const orders = new Set(answers.map(({ order }) => order)).size;
  expect(orders).toBeGreaterThan(4);
  expect(townDisplacement(town)!.answers).toBe(answers.length);
});

test('sums the published categories and months to the town’s totals', async () => {
  const { town, categories, months } = townFigures(await openTown());
  for (const rows of [categories, months]) {
    expect(rows.every(({ orders }) => orders >= 5)).toBe(true);
    expect(sum(rows.map((one) => one.spentCents))).toBe(town.spentCents);
    expect(sum(rows.map((one) => one.lines))).toBe(town.lines);
  }
  for (const one of categories) {
    const { near, elsewhere, unknown, unpublished } = flowsOf(one);
    expect([near + elsewhere + unknown + unpublished, elsewhere >= 0]).toEqual([one.spentCents, true]);
  }
  expect(categories.some(({ hidden }) => hidden.includes('unknown'))).toBe(true);
});

test('sums the years of all suppliers to the town’s totals', async () => {
  const town = await openTown();
  const ids = town.db.$client.prepare('select id from suppliers').pluck().all() as string[];
  const years = ids.flatMap((id) => supplierYears(town, id));
  expect(sum(years.map((one) => one.spentCents))).toBe(townTotals(town).spentCents);
  expect(sum(years.map((one) => one.lines))).toBe(townTotals(town).lines);
  expect(years.every((one) => !one.shareable || one.orders >= 5)).toBe(true);
  expect(years.some((one) => one.shareable)).toBe(true);
});
