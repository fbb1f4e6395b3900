import { expect, test } from 'vitest';
import { mergeEdit, openEdit } from './edit-form.ts';

/** The page showed `before`; the person posts `typed`; the row has become `now`. */
function edit(before: Record<string, string>, typed: Record<string, string>, now: Record<string, string>) {
  return mergeEdit({ ...before, ...typed, shown: openEdit(before) }, now);
}

const offer = { price: '13,50', lead_days: '1', description: 'Carottes\nde sable' };

test('keeps the newer value of a field that the person left as it was shown', () => {
  const merged = edit(offer, { lead_days: '2' }, { ...offer, price: '15,00' });
  expect(merged.values).toEqual({ ...offer, price: '15,00', lead_days: '2' });
  expect([merged.changed, merged.conflicts.size]).toEqual([['lead_days'], 0]);
});

test('gives both texts of a field that two people changed, and writes neither', () => {
  const merged = edit(offer, { price: '14,00' }, { ...offer, price: '15,00' });
  expect(merged.changed).toEqual([]);
  expect([...merged.conflicts]).toEqual([['price', { mine: '14,00', theirs: '15,00' }]]);
});

test('finds no conflict where both typed the same, or only line ends differ', () => {
  const merged = edit(
    offer,
    { price: '15,00', description: 'Carottes\r\nde sable' },
    { ...offer, price: '15,00', description: 'Carottes des sables' },
  );
  expect([merged.changed, merged.conflicts.size]).toEqual([[], 0]);
  expect(merged.values.description).toBe('Carottes des sables');
});

test('writes what the person chose, unless the field was changed once more', () => {
  const now = { ...offer, price: '15,00' };
  const choose = (keep: string, saved = now) =>
    edit(offer, { price: '14,00', 'keep.price': keep, 'theirs.price': '15,00' }, saved);
  expect([choose('mine').values.price, choose('mine').changed]).toEqual(['14,00', ['price']]);
  expect([choose('theirs').values.price, choose('theirs').changed]).toEqual(['15,00', []]);
  expect(choose('mine', { ...offer, price: '16,00' }).conflicts.get('price')?.theirs).toBe('16,00');
  expect(choose('neither').conflicts.size).toBe(1);
  expect(Object.keys(choose('mine').values)).toEqual(Object.keys(offer));
});

test('leaves a field alone that the form did not post, and reads an empty box', () => {
  const before = { monday: 'on', tuesday: '', fee: '4,00' };
  const shown = openEdit(before);
  const merged = mergeEdit({ shown, tuesday: 'on' }, { ...before, fee: '5,00' }, ['monday', 'tuesday']);
  expect(merged.changed).toEqual(['monday', 'tuesday']);
  expect(merged.values).toEqual({ tuesday: 'on' });
});

test('keeps a box as it is now when the person left it as shown', () => {
  const before = { monday: 'on', tuesday: '' };
  const now = { monday: '', tuesday: 'on' };
  expect(mergeEdit({ shown: openEdit(before), monday: 'on' }, now, ['monday', 'tuesday']).values).toEqual({
    tuesday: 'on',
  });
});

test('compares with the values of now when the form does not say what it showed', () => {
  for (const shown of ['', 'null', '{"id":"a"}', '{"__proto__":{"price":"1"}}', 'constructor'])
    expect(mergeEdit({ shown, price: '14,00' }, offer)).toMatchObject({ changed: ['price'], editId: null });
  const odd = mergeEdit({ shown: '{"id":"a","values":{"__proto__":"1","constructor":"2"}}', price: '13,50' }, offer);
  expect([odd.changed, odd.values, odd.editId]).toEqual([[], { price: '13,50' }, 'a']);
});

test('gives each page its own edit, and never merges a list', () => {
  expect(openEdit(offer)).not.toBe(openEdit(offer));
  const posted = { shown: openEdit({ labels: 'a', fee: '' }), labels: ['a', 'b'], fee: '' };
  expect(mergeEdit(posted, { labels: 'c', fee: null }).values).toEqual({ labels: ['a', 'b'], fee: '' });
});
