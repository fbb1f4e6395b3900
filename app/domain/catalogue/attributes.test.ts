import { expect, test } from 'vitest';
import { locales } from '#app/domain/shared/locale.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { attributeLabel, formatAttribute } from '#app/i18n/format-attribute.ts';
import { catalogues } from '#app/i18n/messages.ts';
import { readOffers } from '#seeds/offers.ts';
import { readAttributeType } from './attribute-types.ts';
import { readAttributeValue } from './attribute-values.ts';
import {
  askedAttributes,
  attributeType,
  faultyAttributes,
  keptAttributes,
  knownAttributes,
  listAttributes,
} from './attributes.server.ts';
import { shippedThings } from './things.server.ts';

test.each([
  ['cm', '180', '180'],
  ['cm', '1,80 m', '180'],
  ['cm', '42', '42'],
  ['in', '14 pouces', '14'],
  ['kg', '520 g', '0.52'],
  ['l', '75 cl', '0.75'],
  ['W', '1,5 kW', '1500'],
  ['GB', '1 To', '1000'],
  ['months', '2 ans', '24'],
  ['%', '12,5 %', '12.5'],
  ['m2', '1 400 m²', '1400'],
  ['cm', '12 kg', null],
  ['cm', 'large', null],
  ['cm', '-4', null],
  ['n', '12', '12'],
  ['year', '2021', '2021'],
  ['year', '21', null],
  ['yes', 'oui', 'yes'],
  ['yes', 'peut-être', null],
  ['A/B/C/D', 'b', 'B'],
  ['A/B/C/D', 'comme neuf', null],
  ['allergens', 'Lait, gluten et œufs', 'gluten,eggs,milk'],
  ['allergens', 'aucun', 'none'],
  ['allergens', 'constructor', null],
  ['text', ' chêne ', 'chêne'],
])('an attribute of type %s reads %j as %j', (type, typed, kept) => {
  expect(readAttributeValue(readAttributeType(type)!, typed)).toBe(kept);
});

test('the attributes of the thing come first, then those of the shelf', () => {
  const asked = [...askedAttributes({ thing: 'office-chair', category: 'furniture' }).keys()];
  expect(asked.slice(0, 5)).toEqual(['seat_height', 'armrests', 'castors', 'fabric', 'condition']);
  expect(asked).toContain('width');
  expect(attributeType('length', { thing: 'string-light', category: 'events' })).toEqual({
    kind: 'measure',
    unit: 'm',
  });
  expect(attributeType('length', { thing: 'bench', category: 'furniture' })).toEqual({ kind: 'measure', unit: 'cm' });
});

test('what a thing does not know is kept as a text, and a value that is none of its type too', () => {
  const offer = {
    thing: 'office-chair',
    category: 'furniture' as const,
    attributes: {
      Pieds: 'étoile',
      seat_height: '0,45 m',
      castors: 'parfois',
      constructor: 'x',
      colour: 'noir',
      colour_en: 'black',
    },
  };
  expect(keptAttributes(offer)).toMatchObject({ Pieds: 'étoile', seat_height: '45', castors: 'parfois' });
  expect(faultyAttributes(offer)).toEqual(['castors']);
  const shown = listAttributes(offer, 'en', []).map((one) => [one.key, formatAttribute(one, catalogues.en, 'en')]);
  expect(shown).toEqual([
    ['seat_height', '45\u00a0cm'],
    ['castors', 'parfois'],
    ['colour', 'black'],
    ['Pieds', 'étoile'],
    ['constructor', 'x'],
  ]);
});

test('a text of an attribute says its language where it has none of the reader', () => {
  const attributes = { colour: 'noir', colour_en: 'black', material: 'tôle d’acier', size: '85 × 55 mm', width: '60' };
  const langs = (locale: 'fr' | 'en') =>
    listAttributes({ thing: 'office-chair', category: 'furniture', attributes }, locale, []).flatMap(({ key, lang }) =>
      lang ? [[key, lang]] : [],
    );
  expect(langs('en')).toEqual([['material', 'fr']]);
  expect(langs('fr')).toEqual([]);
});

test('organic is said of an offer while its supplier holds the label, and not else', () => {
  const offer = { thing: 'carrot', category: 'food' as const, attributes: { organic: 'yes', allergens: 'none' } };
  expect(listAttributes(offer, 'fr', []).map(({ key }) => key)).toEqual(['allergens']);
  expect(listAttributes(offer, 'fr', ['organic'])).toContainEqual(
    expect.objectContaining({ key: 'organic', value: true }),
  );
});

test('every attribute and each of its values has a label in each language', () => {
  for (const locale of locales) {
    const t = catalogues[locale];
    expect([...knownAttributes].filter((key) => findOwnValue(t.attributes, key) === undefined)).toEqual([]);
    for (const { attributes } of shippedThings)
      for (const [key, type] of attributes) {
        expect(attributeLabel(key, type, t)).not.toBe('');
        if (type.kind !== 'choice' || key === 'grade' || key === 'code') continue;
        for (const value of type.values) expect(findOwnValue(t.attributeValues, value), value).toBeDefined();
      }
  }
});

test('the town’s offers have values of the types, and nine descriptions in ten have 160 letters', () => {
  const offers = readOffers();
  const faulty = offers.flatMap(({ slug, thing, category, attributes }) =>
    faultyAttributes({ thing: thing!, category, attributes: attributes! }).map((key) => `${slug} ${key}`),
  );
  expect(faulty).toEqual([]);
  for (const locale of locales) {
    const long = offers.filter(({ description }) => (description[locale] ?? '').length >= 160);
    expect(long.length / offers.length).toBeGreaterThanOrEqual(0.9);
  }
  expect(offers.filter(({ attributes }) => Object.keys(attributes!).length > 0).length).toBeGreaterThan(295);
});
