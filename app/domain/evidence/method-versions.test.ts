import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { score } from '#app/domain/scoring/score.ts';
import { findScore, ownFacts } from '#app/domain/scoring/scores.server.ts';
import { activateMethod, type Method, method, methodRef, refOf } from '#app/domain/scoring/scoring-method.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { anais, noe, openSupplier } from '#tests/setup/evidence.ts';
import {
  listPublications,
  methodTransition,
  publishMethod,
  readMethods,
  restoreMethod,
  scoreDifferencesUnder,
} from './method-versions.server.ts';

const first = method;
afterEach(() => activateMethod(first));

/** A folder with the version in force and a next one, in which the first criterion has twice the weight. */
function folder() {
  const place = mkdtempSync(join(tmpdir(), 'halle-methods-'));
  const next: Method = {
    ...first,
    version: '1.1.0',
    criteria: first.criteria.map((criterion, i) =>
      i === 0 ? { ...criterion, weight: criterion.weight * 2 } : criterion,
    ),
  };
  writeFileSync(join(place, 'a.json'), JSON.stringify(first));
  writeFileSync(join(place, 'b.json'), JSON.stringify(next));
  return { place, next };
}

test('publishing a method previews it, shows both scores, survives restart', async () => {
  const { town, owner, supplier } = await openSupplier();
  const { place, next } = folder();
  const before = score(ownFacts(owner, supplier)).proven;
  const differences = scoreDifferencesUnder(owner, readMethods(place).get(refOf(next))!);
  expect(differences.length).toBe(42);
  expect(differences.some((row) => row.before !== row.after)).toBe(true);
  expect(() => publishMethod(town.ctx(noe), refOf(next), place)).toThrow('forbidden');
  expect(publishMethod(town.ctx(anais), 'mv112-impact/9.9.9', place)).toEqual({ ok: false, reason: 'unknown' });
  expect(publishMethod(town.ctx(anais), methodRef, place)).toEqual({ ok: false, reason: 'in-force' });
  expect(publishMethod(town.ctx(anais), refOf(next), place)).toEqual({ ok: true });
  expect(methodRef).toBe(refOf(next));
  const announced = differences.find((row) => row.slug === supplier.slug)!;
  expect(findScore(owner, supplier.id)).toMatchObject({ method: refOf(next) });
  expect(findScore(owner, supplier.id)!.proven).toBeCloseTo(announced.after, 10);
  const change = methodTransition(owner, supplier, place)!;
  expect(change).toMatchObject({ previous: refOf(first), until: addDays(localDay(owner.now), 60) });
  expect([change.before, change.after]).toEqual([expect.closeTo(before, 10), expect.closeTo(announced.after, 10)]);
  const later = { ...owner, now: new Date(owner.now.getTime() + 62 * 864e5) };
  expect(methodTransition(later, supplier, place)).toBeNull();
  expect(publishMethod(town.ctx(anais), refOf(first), place)).toEqual({ ok: false, reason: 'in-force' }); // replaced versions cannot return
  activateMethod(first);
  restoreMethod(town, place);
  expect(methodRef).toBe(refOf(next));
  expect(listPublications(town)).toHaveLength(1);
});

test('restoreMethod throws when the file in force is missing', async () => {
  const { town } = await openSupplier();
  const { place, next } = folder();
  publishMethod(town.ctx(anais), refOf(next), place);
  activateMethod(first);
  expect(() => restoreMethod(town, mkdtempSync(join(tmpdir(), 'halle-empty-')))).toThrow('its file is not in');
});
