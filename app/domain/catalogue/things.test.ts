import { expect, test } from 'vitest';
import { shippedFrames } from '#app/domain/impact/frames.server.ts';
import { locales } from '#app/domain/shared/locale.ts';
import { readOffers } from '#seeds/offers.ts';
import { categories } from './offer.ts';
import { allNamesOf, findThing, matchThing, namesOfThing, shippedThings, thingOf, thingsOn } from './things.server.ts';

test('each thing has one id and one name, and what can stand in for it is a thing too', () => {
  const once = (values: string[]) => values.filter((value, i) => values.indexOf(value) !== i);
  expect(once(shippedThings.map(({ id }) => id))).toEqual([]);
  for (const locale of locales) {
    expect(once(shippedThings.map(({ name }) => name[locale] ?? ''))).toEqual([]);
    for (const thing of shippedThings) expect(once([...namesOfThing(thing, locale)])).toEqual([]);
  }
  for (const { id, instead } of shippedThings) {
    expect(instead.filter((other) => !findThing(other) || other === id)).toEqual([]);
    expect(once([...instead])).toEqual([]);
  }
});

test('each shelf has its other thing last, which no name of an offer means', () => {
  for (const category of categories) {
    const others = thingsOn(category).filter(({ isOther }) => isOther);
    expect(others.map(({ id }) => id)).toEqual([`other-${category}`]);
    expect(thingsOn(category).at(-1)).toBe(others[0]);
  }
});

test('the frames of the impact method name things of the table', () => {
  expect(shippedFrames.things.filter(({ id }) => !findThing(id))).toEqual([]);
});

test('a thing is read by its id or its name in either language, and by no other word', () => {
  expect(matchThing('office-chair')).toBe('office-chair');
  expect(matchThing('Chaises de bureau')).toBe('office-chair');
  expect(matchThing('ECRAN')).toBe('monitor');
  expect(matchThing('chaise')).toBeUndefined();
  expect(matchThing('constructor')).toBeUndefined();
  expect(() => thingOf('toString')).toThrow('no thing');
  expect(allNamesOf(thingOf('beer'))).toContain('ale');
});

test('every offer of the town is one thing of the table', () => {
  const offers = readOffers();
  expect(offers.filter(({ thing }) => !findThing(thing ?? ''))).toEqual([]);
  const elsewhere = offers.filter(({ thing, category }) => thingOf(thing!).shelf !== category);
  expect(new Set(elsewhere.map(({ thing }) => thing))).toEqual(
    new Set(['apron', 'projector', 'rain-jacket', 'waste-sorting']),
  );
});
