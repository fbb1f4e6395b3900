import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Ctx } from '#app/domain/shared/context.ts';
import { findCommune, findPlace, isWithin, placeChoices } from '#app/domain/shared/town.ts';
import { mapBounds } from '#app/domain/shared/town-map.ts';
import { SetupError } from '#db/setup-error.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { parseTownFile } from './town-file.ts';
import { loadTown, saveTown } from './towns.server.ts';

const file = (): Record<string, unknown> => JSON.parse(readFileSync('seeds/data/town.json', 'utf8'));
const own = (town = demoTown, db = testDb()): Ctx => ({
  db,
  actor: { kind: 'system', name: 'test' },
  now: new Date('2026-11-30T10:00:00Z'),
  locale: 'fr',
  town,
});

test('says that a database without a town has to be seeded', () => {
  expect(() => loadTown({ db: testDb() })).toThrow(SetupError);
  expect(() => loadTown({ db: testDb() })).toThrow(/has no town yet: run `npm run seed`/);
});

test('reads the town that was saved, the last one if there were two', () => {
  const ctx = own();
  saveTown(ctx);
  expect(loadTown(ctx)).toEqual(demoTown);
  const other = { ...demoTown, name: 'Autreville', hub: { ...demoTown.hub, name: 'Autreville' } };
  saveTown({ ...ctx, town: other });
  expect(loadTown(ctx)).toEqual(other);
});

test('finds places: the hub by its own value, communes by their code', () => {
  expect(demoTown.communes).toHaveLength(25);
  expect(findPlace(demoTown, 'hub')).toBe(demoTown.hub);
  expect(findPlace(demoTown, '51183')).toBe(findCommune(demoTown, '51183'));
  expect(findPlace(demoTown, '75056')).toBeUndefined();
  const { places, chosen } = placeChoices(demoTown, demoTown.hub);
  expect([places.length, places[0], chosen]).toEqual([26, { value: 'hub', name: demoTown.name }, 'hub']);
});

test('draws the map around the communes', () => {
  expect(mapBounds(demoTown)).toEqual({ south: 49.195, north: 49.395, west: 3.86, east: 4.245 });
  for (const place of demoTown.communes) expect(isWithin(place, mapBounds(demoTown))).toBe(true);
});

test.each<[string, Record<string, unknown>, string]>([
  ['name', { name: ' ' }, 'empty'],
  ['timeZone', { timeZone: 'Europe/Nowhere' }, 'unknown-value'],
  ['communes', { communes: [] }, 'too-few'],
  ['communes', { communes: [...demoTown.communes, ...demoTown.communes.slice(0, 1)] }, 'not-unique'],
  ['hub.insee', { hub: { insee: '75056', lat: 49.3, lon: 4 } }, 'unknown-reference'],
  ['bounds', { bounds: { south: 50, north: 51, west: 2, east: 6 } }, 'out-of-range'],
  ['bounds.north', { bounds: { south: 50, north: 48, west: 2, east: 6 } }, 'not-ascending'],
  ['contact.email', { contact: { email: 'nobody', phone: '1' } }, 'wrong-shape'],
  ['mayor', { mayor: 'A. Martin' }, 'unknown-key'],
])('refuses a file with a wrong %s', (field, change, problem) => {
  const parsed = parseTownFile({ ...file(), ...change });
  expect(parsed).toMatchObject({ ok: false, faults: expect.arrayContaining([{ field, problem }]) });
});
