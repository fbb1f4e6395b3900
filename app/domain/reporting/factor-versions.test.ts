import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { findParameter, makeFactors } from '#app/domain/impact/factor-set.ts';
import { type ImpactEntry, parseEntry, recomputeEntry } from '#app/domain/impact/impact-entry.server.ts';
import { lineImpact } from '#app/domain/impact/line.server.ts';
import type { LineInput } from '#app/domain/impact/line-input.ts';
import { impactTotals } from '#app/domain/impact/totals.server.ts';
import { eachImpactLine } from '#app/domain/ledger/impact-lines.server.ts';
import { appendEntries, entriesOf, exportEntries, type LedgerCtx, ledgerSize } from '#app/domain/ledger/log.server.ts';
import { publishVersions } from '#app/domain/scoring/publish-versions.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { refOf } from '#app/domain/scoring/scoring-method.ts';
import { method, factors as shipped } from '#seeds/shipped-rules.ts';
import { anais, noe } from '#tests/setup/evidence.ts';
import { publishAsOf } from '#tests/setup/publications.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import { loadRules } from './active-rules.server.ts';
import { townDisplacementByKind } from './displacement.server.ts';
import { candidateFactors, listFactorVersions, publishFactors } from './factor-versions.server.ts';

const firstSet = shipped.first;

const chair = (event: string, answer: number | null, ref?: string): LineInput => ({
  event,
  methodRef: refOf(method),
  ...(ref ? { factorsRef: ref } : {}),
  quantity: 1,
  massGrams: 7000,
  referenceUnits: 1,
  htCents: 3200,
  scenario: { kind: 'reuse', factor: 'furniture.chair_wood_new' },
  trip: { mode: 'transport.van35_electric', trip: 'shared', distanceMeters: 6000, sharePermille: 1000 },
  displacementPermille: answer,
  retention: null,
  inclusion: null,
  materialKept: 'reuse',
  lentUnits: 0,
});

function write(ctx: LedgerCtx & ActiveRules, name: string, answer: number | null, ref?: string): ImpactEntry {
  const event = `ord_${name}:line:1:paid`;
  const body = {
    v: 1,
    at: `${ctx.now.toISOString().slice(0, 19)}Z`,
    order: `ord_${name}`,
    line: 1,
    qty: 1,
    scenario: 'reuse',
    reference_units: 1,
    category: { agec58: null, egalim: null },
    ...lineImpact(chair(event, answer, ref), ctx.factors),
  };
  appendEntries(ctx, [{ kind: 'impact.line', event, body }]);
  return body as unknown as ImpactEntry;
}

const entriesIn = (town: TestTown) => [...eachImpactLine(town)].map(({ canonical }) => parseEntry(canonical));

/** Writes so many answered lines, nine in ten "would have bought new", and publishes a day later. */
function answered(town: TestTown, count: number, name = 'a'): void {
  for (let i = 0; i < count; i++) write(town.ctx(), `${name}${i}`, i % 10 === 0 ? 0 : 1000);
  publishAsOf(town, ledgerSize(town), new Date(Date.now() + 864e5));
}

/** Resets the publication to the ledger size at which so many lines of furniture had an answer. */
function asOfAnswers(town: TestTown, count: number): void {
  const sizes = [...eachImpactLine(town)]
    .map(({ index, canonical }) => ({ entry: parseEntry(canonical), size: index + 1 }))
    .filter(({ entry }) => entry.baseline_ref?.startsWith('furniture.') && !entry.basis!.displacement_assumed)
    .map(({ size }) => size);
  publishAsOf(town, sizes[count - 1]!, new Date(Date.now() - 864e5));
}

test('publishes factors from thirty answers on and keeps old entries', async () => {
  const town = await openTown();
  answered(town, 30);
  asOfAnswers(town, 29);
  expect(townDisplacementByKind(town).get('furniture')!.answers).toBe(29);
  expect(candidateFactors(town.ctx(anais))).toBeNull();
  asOfAnswers(town, 30);
  expect(candidateFactors(town.ctx(anais))!.rates).toMatchObject([{ id: 'param.displacement_furniture', answers: 30 }]);
  for (let i = 0; i < 6; i++) write(town.ctx(), `unsaid${i}`, null);
  answered(town, 40, 'b');
  const candidate = candidateFactors(town.ctx(anais))!;
  expect(candidate.rates.find(({ id }) => id.endsWith('furniture'))!.answers).toBeGreaterThan(70);
  expect(candidate.assuming).toBeGreaterThanOrEqual(6);
  expect(candidate.after!.mid).toBeLessThan(candidate.before!.mid); // the displacement is higher than assumed
  expect(publishFactors.bind(null, town.ctx(noe), candidate.set.ref)).toThrow('forbidden');
  expect(publishFactors(town.ctx(anais), firstSet.ref)).toEqual({ ok: false, reason: 'not-now' });
  const before = [...exportEntries(town)].map(({ bytes }) => bytes.toString('hex'));
  const old = write(town.ctx(), 'before', null, shipped.active.ref);
  expect(publishFactors(town.ctx(anais), candidate.set.ref)).toEqual({ ok: true });
  town.rules.reload();
  expect(town.factors.active.ref).toBe(candidate.set.ref);
  expect(candidateFactors(town.ctx(anais))).toBeNull(); // already active

  const [entry] = entriesOf(town, candidate.set.ref).map(({ bytes }) => JSON.parse(bytes.toString('utf8')));
  const { text, sha256 } = listFactorVersions(town).at(-1)!;
  expect([entry.kind, entry.sha256]).toEqual(['factors.published', sha256]);
  expect(createHash('sha256').update(text!).digest('hex')).toBe(sha256);
  expect([...exportEntries(town)].slice(0, before.length).map(({ bytes }) => bytes.toString('hex'))).toEqual(before);

  const fresh = write(town.ctx(), 'after', null, town.factors.active.ref);
  const rate = findParameter(town.factors, 'param.displacement_furniture')!;
  expect(fresh.co2e_g!.displacement_permille).toBe(Math.round(rate.value * 1000));
  expect(fresh.co2e_g!.delta!.mid).toBeLessThan(old.co2e_g!.delta!.mid);
  expect(old.methodology.factors).toBe(shipped.active.ref);
  for (const one of entriesIn(town)) expect(recomputeEntry(one, town.factors)).toEqual([]);
  expect(loadRules(town.db).current.factors.active.ref).toBe(candidate.set.ref); // as after a restart
  publishVersions(town.ctx()); // publishes nothing twice
  for (const change of ["update factor_publications set data = '{}'", 'delete from factor_publications'])
    expect(() => town.db.$client.exec(change)).toThrow('never changes');
});

test('draws a quantity once when two versions of the factors share it', async () => {
  const town = await openTown();
  answered(town, 40);
  const { set } = candidateFactors({ ...town.ctx(anais), factors: makeFactors(firstSet, []) })!;
  const old = write(town.ctx(), 'old', 1000);
  const factors = makeFactors(firstSet, [set]);
  const fresh = write({ ...town.ctx(), factors }, 'new', 1000, set.ref);
  const [one, both] = impactTotals([[old], [old, fresh]], 'seed', factors);
  const width = ({ lo, hi }: { lo: number; hi: number }) => hi - lo;
  expect(width(both!.delta!) / width(one!.delta!)).toBeCloseTo(2, 2); // one common chair factor, one error
});

test('refuses to publish factors with a broken field and writes nothing', async () => {
  const town = await openTown();
  answered(town, 40);
  const broken = { ...firstSet, factors: firstSet.factors.map((one, i) => (i === 0 ? { ...one, year: 18 } : one)) };
  const ctx = { ...town.ctx(anais), factors: makeFactors(broken, []) };
  const { set } = candidateFactors(ctx)!;
  expect(publishFactors(ctx, set.ref)).toEqual({
    ok: false,
    reason: 'broken',
    faults: [{ field: 'factors.energy.elec_fr.year', problem: 'out-of-range' }],
  });
  expect(listFactorVersions(town)).toHaveLength(2);
  expect(entriesOf(town, set.ref)).toEqual([]);
});
