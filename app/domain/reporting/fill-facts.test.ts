import { expect, test } from 'vitest';
import { isPublicEntry } from '#app/domain/ledger/entry-kinds.ts';
import { definesLevel } from '#app/domain/scoring/criterion-levels.ts';
import { findScore } from '#app/domain/scoring/scores.server.ts';
import { findCriterion } from '#app/domain/scoring/scoring-method.ts';
import { findFact } from '#app/domain/suppliers/fact-rows.server.ts';
import { listFacts, listSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { method } from '#seeds/shipped-rules.ts';
import { openSupplier } from '#tests/setup/evidence.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { measurePrices } from './delivery-measures.ts';
import { fillFacts } from './fill-facts.server.ts';

test('a grower rises without a form: the directory knows its legal form', async () => {
  const { town, owner, supplier } = await openSupplier(); // an EARL
  town.db.$client.prepare('delete from supplier_facts where supplier_id = ?').run(supplier.id);
  fillFacts(town.ctx());
  expect(findFact(owner, supplier.id, 'eco.local_control')).toMatchObject({ level: 'L4', value: 100, checkedBy: null });
  expect(findScore(owner, supplier.id)).toMatchObject({ reviewed: 1, documented: 1 });
  expect(findScore(owner, supplier.id)!.proven).toBeGreaterThan(1);
  expect(fillFacts(town.ctx())).toBe(0); // the same night again
});

test('a register never lowers what a person looked at, and an exemption stays', async () => {
  const { town, owner, supplier } = await openSupplier();
  const { db } = town;
  const set = db.$client.prepare(
    `update supplier_facts set level = ?, value = ? where supplier_id = ? and criterion_id = ?`,
  );
  db.$client.exec('delete from supplier_facts');
  fillFacts(town.ctx());
  const facts = () => findFact(owner, supplier.id, 'eco.local_control');
  set.run('L3', 100, supplier.id, 'eco.local_control');
  fillFacts(town.ctx());
  expect(facts()).toMatchObject({ level: 'L4', value: 100 }); // the same value, better known
  set.run('L1', 40, supplier.id, 'eco.local_control');
  fillFacts(town.ctx());
  expect(facts()).toMatchObject({ level: 'L4', value: 100 });
  db.$client.prepare('delete from supplier_facts where supplier_id = ?').run(supplier.id);
  db.$client
    .prepare(`insert into supplier_exemptions values (?, 'eco.local_control', 'x', '2999-01-01', '', 'a', 'b')`)
    .run(supplier.id);
  fillFacts(town.ctx());
  expect(facts()).toBeUndefined();
});

test('a price breakdown on the offer’s page is measured by turnover, from five orders on', () => {
  const sold = [
    { cents: 6000, isPublished: true },
    { cents: 4000, isPublished: false },
  ];
  expect(measurePrices(sold, 4)).toBeNull();
  expect(measurePrices(sold, 5)).toEqual({ criterionId: 'eco.price_transparency', value: 60, orders: 5 });
  const silent = [{ cents: 4000, isPublished: false }];
  expect([measurePrices(silent, 29), measurePrices(silent, 30)?.value]).toEqual([null, 0]);
});

test('a supplier that publishes its prices’ parts needs no form', async () => {
  const town = await openTown();
  town.db.$client.exec(`delete from supplier_facts where criterion_id = 'eco.price_transparency'`);
  const [supplier] = listSuppliers(town).filter(({ slug }) => slug === 'atelier-rebond');
  const parts = 'matière 22 %, travail 48 %, logistique 9 %, marge 16 %, taxes 5 %';
  const publish = `update offers set attributes = json_set(attributes, '$.price_parts', ?) where supplier_id = ?`;
  const sold = 'select offer_id from order_lines l join offers o on o.id = l.offer_id where o.supplier_id = ?';
  const first = `${publish} and id = (${sold} order by offer_id limit 1)`;
  town.db.$client.prepare(first).run(parts, supplier!.id, supplier!.id);
  fillFacts(town.ctx());
  const fact = () => findFact(town, supplier!.id, 'eco.price_transparency');
  expect(fact()).toMatchObject({ level: 'L4', checkedBy: null });
  expect([fact()!.value > 0, fact()!.value < 100]).toEqual([true, true]); // some of its offers say it
  town.db.$client.prepare(publish).run(parts, supplier!.id);
  fillFacts(town.ctx());
  expect(fact()!.value).toBe(100);
});

test('the seeded town has L4 from registers and measures alone, each an entry of the ledger', async () => {
  const town = await openTown();
  const l4 = listSuppliers(town).flatMap(({ id }) => listFacts(town, id).filter(({ level }) => level === 'L4'));
  expect(l4.length).toBeGreaterThan(20);
  for (const { criterionId, checkedBy } of l4)
    expect([criterionId, checkedBy, definesLevel(findCriterion(method, criterionId)!, 'L4')]).toEqual([
      criterionId,
      null,
      true,
    ]);
  const entries = town.db.$client
    .prepare(`select bytes from ledger_entries where kind = 'evidence.accepted' and event like '%:measured'`)
    .pluck()
    .all() as Buffer[];
  expect(entries.length).toBeGreaterThan(20);
  for (const bytes of entries) expect(isPublicEntry(bytes)).toBe(true);
});
