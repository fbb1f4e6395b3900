import { expect, test } from 'vitest';
import { audienceOf, otherAudiences, priceReading, requestAudience, seesComposites, seesPlaces } from './audience.ts';

const siret = '35600000000048';
const company = { kind: 'company', siret } as const;
const school = { kind: 'public', siret } as const;

test('the audience follows the buyer', () => {
  expect([null, company, school, { kind: 'association', siret: null } as const].map(audienceOf)).toEqual([
    'consumer',
    'professional',
    'public-buyer',
    'consumer',
  ]);
});

test.each([
  ['a visitor of a professional market is undecided', 'professional', null, null, 'undecided'],
  ['a visitor of another market is a consumer', 'consumer', null, null, 'consumer'],
  ['a visitor is what they chose', 'consumer', null, 'professional', 'professional'],
  ['a person stays a consumer whatever they chose', 'professional', 'consumer', 'professional', 'consumer'],
  ['a company is a professional', 'consumer', 'professional', null, 'professional'],
  ['a member can buy for themselves', 'professional', 'professional', 'consumer', 'consumer'],
  ['a school is a public buyer whatever it chose', 'professional', 'public-buyer', 'professional', 'public-buyer'],
] as const)('%s', (_, visitors, buys, chosen, audience) => {
  expect(requestAudience(visitors, buys, chosen)).toBe(audience);
});

test('consumers and public buyers see no composite, public buyers no place', () => {
  const all = ['professional', 'undecided', 'consumer', 'public-buyer'] as const;
  expect(all.map(seesComposites)).toEqual([true, true, false, false]);
  expect(all.map(seesPlaces)).toEqual([true, true, true, false]);
  expect(all.map(priceReading)).toEqual(['net', 'both', 'gross', 'net']);
});

test('offers each reader the audiences that they can change to', () => {
  expect(otherAudiences('undecided', null)).toEqual(['consumer', 'public-buyer']);
  expect(otherAudiences('consumer', 'consumer')).toEqual([]);
  expect(otherAudiences('professional', 'professional')).toEqual(['consumer']);
  expect(otherAudiences('consumer', 'public-buyer')).toEqual(['public-buyer']);
});
