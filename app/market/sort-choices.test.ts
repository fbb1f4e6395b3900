import { expect, test } from 'vitest';
import { sortChoices } from './sort-choices.ts';

const query = { sort: 'relevance' as const, isSorted: false, publicBuyer: false };
const cheap = [{ name: 'sort' as const, value: 'price', text: 'pas chère' }];

/** The order that the select shows. */
function shown({ choices, chosen }: ReturnType<typeof sortChoices>): string | undefined {
  return choices.find(({ value }) => value === chosen)?.sort;
}

test('shows relevance for words that ask for no order', () => {
  const asked = sortChoices({ query, chips: [], composites: true });
  expect(shown(asked)).toBe('relevance');
  expect(asked.choices.map(({ value }) => value)).toEqual(['', 'impact', 'distance', 'price', 'soonest']);
});

test('shows the price for words that ask for the cheapest, and relevance can be chosen instead', () => {
  const asked = sortChoices({ query, chips: cheap, composites: true });
  expect(shown(asked)).toBe('price');
  expect(asked.choices.map(({ value }) => value)).toEqual(['relevance', 'impact', 'distance', '', 'soonest']);
});

test('shows the order of the address, whatever the words', () => {
  const address = { ...query, isSorted: true };
  expect(shown(sortChoices({ query: address, chips: [], composites: true }))).toBe('relevance');
  expect(shown(sortChoices({ query: { ...address, sort: 'distance' }, chips: [], composites: true }))).toBe('distance');
});

test('shows no order that its reader may not have', () => {
  const orders = (composites: boolean, publicBuyer: boolean) =>
    sortChoices({ query: { ...query, publicBuyer }, chips: [], composites }).choices.map(({ sort }) => sort);
  expect(orders(false, false)).toEqual(['relevance', 'distance', 'price', 'soonest']);
  expect(orders(false, true)).toEqual(['relevance', 'price', 'soonest']);
});
