// The promise of decision 054 against an attacker who adds orders, night after night, and solves for what others sold.
import { expect, test } from 'vitest';
import { generator } from '#tests/setup/generator.ts';
import { playNights, solveSales } from '#tests/setup/publication-nights.ts';
import { repetitions, seed } from '#tests/setup/repetitions.ts';

const nights = repetitions('NIGHTS', 4, 365);

test(`an attacker who adds orders works out no seller's figure in ${nights} nights, seed ${seed}`, {
  timeout: 3_600_000,
}, async () => {
  const year = playNights(generator(seed), nights);
  expect(year.publications).toBeGreaterThan(0);
  expect(year.moves).toEqual([]); // every cell moves by five orders, three sellers and three buyers of its own
  const sales = await solveSales(year);
  const within = (share: number) =>
    sales.filter(({ cents, from, to }) => from >= (1 - share) * cents && to <= (1 + share) * cents);
  expect(within(0.2)).toEqual([]);
  const narrowest = Math.min(...sales.map(({ cents, from, to }) => Math.max(1 - from / cents, to / cents - 1)));
  expect(narrowest).toBeGreaterThan(0.2);
});
