// Between two turns of the event loop a job writes a bounded number of rows: counted, because times differ by machine.
import { expect, test } from 'vitest';
import { eachTexts } from '#app/domain/catalogue/judge-again.server.ts';
import { eachFigures } from '#app/domain/catalogue/judge-figures.server.ts';
import { eachUpkeep } from '#app/domain/evidence/upkeep.server.ts';
import { keepMovements } from '#app/domain/payments/kept-movements.server.ts';
import { eachFilledFact, measureFacts } from '#app/domain/reporting/fill-facts.server.ts';
import { eachEnteredScore } from '#app/domain/scoring/score-leaves.server.ts';
import { eachScore } from '#app/domain/scoring/scores.server.ts';
import { eachDocuments, readDocuments } from '#app/domain/search/index-offers.server.ts';
import { openTown, type TestTown } from './setup/test-town.ts';

/** Rows that a slice may write: those of a supplier, or of so many offers, with their texts, entries and nodes. */
const mostRows = 300;

const inYears = (town: TestTown, years: number) => ({ ...town.ctx(), now: new Date(Date.now() + years * 365 * 864e5) });
const movements = Array.from({ length: 1000 }, (_, i) => ({
  id: `txn_${i}`,
  source: null,
  reference: `reference ${i}`,
  netCents: 100,
  created: 1_700_000_000 + i,
}));

const works: Record<string, (town: TestTown) => Iterator<undefined>> = {
  'texts that today’s rules judge': (town) => eachTexts(() => town.ctx()),
  'figures that today’s frames judge': (town) => eachFigures(() => town.ctx()),
  'scores of the day': (town) => eachScore(inYears(town, 1)),
  'facts that expire': (town) => eachUpkeep(inYears(town, 4)),
  'measured facts': (town) => eachFilledFact(inYears(town, 0.1), measureFacts(inYears(town, 0.1))),
  'movements of the provider': (town) => keepMovements(town.ctx(), 0, movements),
};

test.each(Object.keys(works))('a slice writes few rows, however many there are: %s', async (name) => {
  const town = await openTown();
  town.db.$client.exec('delete from figure_runs; delete from claim_rule_runs');
  const changes = town.db.$client.prepare('select total_changes()').pluck();
  const work = works[name]!(town);
  const slices: number[] = [];
  for (let isOver = false; !isOver; ) {
    const before = changes.get() as number;
    isOver = work.next().done === true;
    slices.push((changes.get() as number) - before);
  }
  expect(slices.length).toBeGreaterThan(3);
  expect(Math.max(...slices)).toBeLessThanOrEqual(mostRows);
});

test('a slice of a new index reads 50 offers, and a leaf of the night one supplier', async () => {
  const town = await openTown();
  const pages = [...eachDocuments(town.ctx())];
  expect(pages.flat()).toEqual(readDocuments(town.ctx()));
  expect(Math.max(...pages.map(({ length }) => length))).toBeLessThanOrEqual(50);
  const leaves = [...eachEnteredScore(inYears(town, 1))].length;
  expect(leaves).toBe(town.db.$client.prepare("select count(*) from suppliers where status = 'live'").pluck().get());
});
