import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadRules } from '#app/domain/reporting/active-rules.server.ts';
import { readMethods } from '#app/domain/scoring/method-files.server.ts';
import { score } from '#app/domain/scoring/score.ts';
import { findScore, ownFacts } from '#app/domain/scoring/scores.server.ts';
import { type Method, refOf } from '#app/domain/scoring/scoring-method.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { method as first } from '#seeds/shipped-rules.ts';
import { anais, noe, openSupplier } from '#tests/setup/evidence.ts';
import { listPublications, methodTransition, publishMethod, scoreDifferencesUnder } from './method-versions.server.ts';

/** A folder with the version in force and a next one, in which two criteria of a pillar have changed weights. */
function folder() {
  const place = mkdtempSync(join(tmpdir(), 'halle-methods-'));
  const next: Method = {
    ...first,
    version: '1.2.0',
    criteria: first.criteria.map((criterion, i) =>
      i < 2 ? { ...criterion, weight: criterion.weight + (i === 0 ? 8 : -8) } : criterion,
    ),
  };
  writeFileSync(join(place, 'a.json'), JSON.stringify(first));
  writeFileSync(join(place, 'b.json'), JSON.stringify(next));
  return { place, next };
}

test('publishing a method previews it, shows both scores, survives restart', async () => {
  const { town, owner, supplier } = await openSupplier();
  const { place, next } = folder();
  const before = score(ownFacts(owner, supplier), first).proven;
  const differences = scoreDifferencesUnder(owner, readMethods(place).get(refOf(next))!);
  expect(differences.length).toBe(42);
  expect(differences.some((row) => row.before !== row.after)).toBe(true);
  expect(() => publishMethod(town.ctx(noe), refOf(next), place)).toThrow('forbidden');
  expect(publishMethod(town.ctx(anais), 'mv112-impact/9.9.9', place)).toEqual({ ok: false, reason: 'unknown' });
  expect(publishMethod(town.ctx(anais), refOf(first), place)).toEqual({ ok: false, reason: 'in-force' });
  expect(publishMethod(town.ctx(anais), refOf(next), place)).toEqual({ ok: true });
  const { method } = loadRules(town.db, place).current;
  expect(refOf(method)).toBe(refOf(next));
  const announced = differences.find((row) => row.slug === supplier.slug)!;
  expect(findScore(owner, supplier.id)).toMatchObject({ method: refOf(next) });
  expect(findScore(owner, supplier.id)!.proven).toBeCloseTo(announced.after, 10);
  const change = methodTransition({ ...owner, method }, supplier, place)!;
  expect(change).toMatchObject({ previous: refOf(first), until: addDays(localDay(owner.now, owner.town), 60) });
  expect([change.before, change.after]).toEqual([expect.closeTo(before, 10), expect.closeTo(announced.after, 10)]);
  const later = { ...owner, method, now: new Date(owner.now.getTime() + 62 * 864e5) };
  expect(methodTransition(later, supplier, place)).toBeNull();
  expect(publishMethod({ ...town.ctx(anais), method }, refOf(first), place)).toEqual({ ok: false, reason: 'in-force' }); // replaced versions cannot return
  expect(refOf(loadRules(town.db, place).current.method)).toBe(refOf(next)); // as after a restart
  expect(listPublications(town).map(({ ref }) => ref)).toEqual([refOf(next), refOf(first)]);
});

test('loadRules throws when the file in force is missing', async () => {
  const { town } = await openSupplier();
  const { place, next } = folder();
  publishMethod(town.ctx(anais), refOf(next), place);
  expect(() => loadRules(town.db, mkdtempSync(join(tmpdir(), 'halle-empty-')))).toThrow('its file is not in');
});

test.each<[string, object, string, string]>([
  ['a misspelt pillar', { pillar: 'social' }, 'pillar', 'unknown-value'],
  ['a weight as a string', { weight: '20' }, 'weight', 'not-a-number'],
  [
    'anchors reversed',
    {
      anchors: [
        [60, 100],
        [0, 0],
      ],
    },
    'anchors',
    'not-ascending',
  ],
])('refuses to publish %s, names the field and writes nothing', async (_, change, field, problem) => {
  const { town, owner, supplier } = await openSupplier();
  const { place, next } = folder();
  const [criterion, ...others] = next.criteria;
  writeFileSync(join(place, 'b.json'), JSON.stringify({ ...next, criteria: [{ ...criterion, ...change }, ...others] }));
  const before = findScore(owner, supplier.id);
  const published = publishMethod(town.ctx(anais), refOf(next), place);
  expect(published).toMatchObject({ ok: false, reason: 'broken' });
  expect('faults' in published && published.faults).toContainEqual({
    field: `criteria.${criterion?.id}.${field}`,
    problem,
  });
  expect(findScore(owner, supplier.id)).toEqual(before);
  expect(listPublications(town)).toHaveLength(1); // that of the seeds
  town.rules.reload();
  expect(town.method).toEqual(first);
});

test('loadRules names the field of the broken file in force', async () => {
  const { town } = await openSupplier();
  const { place, next } = folder();
  publishMethod(town.ctx(anais), refOf(next), place);
  writeFileSync(join(place, 'b.json'), JSON.stringify({ ...next, expiry: { ...next.expiry, decay_floor: 'half' } }));
  expect(() => loadRules(town.db, place)).toThrow('b.json: expiry.decay_floor: not a number');
});
