import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDb } from '#tests/setup/test-db.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { packByDictionary, packByTemplate, packEntry, unpackText } from './packed.ts';
import { dictionaryNames, packingDictionaries } from './packing-dictionaries.ts';
import { packingTemplates, type TemplateGroup } from './packing-templates.ts';

const groups = Object.keys(packingTemplates) as TemplateGroup[];

test('a text comes out as it went in, whatever its holes hold', () => {
  const hole = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('null', 'false', '"', 'ord_1:line:1:paid', 'ord_1', '\u0001', '\u0002'),
  );
  const row = { event: 'ord_1:line:1:paid', at: '2026-11-23T10:15:00Z' };
  const texts = fc
    .constantFrom(...groups)
    .chain((group) => fc.record({ group: fc.constant(group), template: fc.constantFrom(...packingTemplates[group]) }))
    .chain(({ group, template: { pieces, isHash } }) =>
      fc.array(hole, { minLength: pieces.length, maxLength: pieces.length }).map((fillings) => {
        const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
        const filling = (n: number) => (isHash[n] ? sha256(fillings[n]!) : fillings[n]!);
        return { group, text: pieces.map((piece, n) => (n === 0 ? piece : filling(n - 1) + piece)).join('') };
      }),
    );
  fc.assert(
    fc.property(texts, ({ group, text }) => {
      const packed = group === 'entry' ? packEntry(text, row) : packByTemplate(group, text);
      expect(unpackText(packed, row.event, row.at)).toBe(text);
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...dictionaryNames), fc.json(), (name, text) => {
      expect(unpackText(packByDictionary(name, text))).toBe(text);
    }),
  );
});

test('a text that fits no template stays as it is, and so does one with a hash in capitals', () => {
  const capitals = `{"buyer":"b","other":"sha256:${'A'.repeat(64)}"}`;
  expect(packEntry(capitals, { event: 'ord_1:line:1:paid', at: '' }).toString()).toBe(capitals);
  for (const group of ['parties', 'figures'] as const) expect(packByTemplate(group, capitals)).toBe(capitals);
});

test('damaged bytes are another text and no error', () => {
  const packed = packByTemplate('parties', '{"buyer":"b","offer":"o","order_of_buyer":1,"supplier":"s"}');
  expect(packed.charCodeAt(0)).toBe(2);
  for (const damaged of [packed.slice(0, 3), `${packed}\u0001`, '\u001fa']) expect(unpackText(damaged)).toBe(damaged);
  for (const damaged of [Buffer.of(1, 2), Buffer.of(200, 1)]) expect(unpackText(damaged)).toBe(damaged.toString());
});

test('SQL reads a packed column, and leaves texts and nulls as they are', () => {
  const read = testDb().$client.prepare('select unpacked(?) as text').pluck();
  expect([read.get(packByDictionary('seller', '{"name":"Ferme"}')), read.get('plain'), read.get(null)]).toEqual([
    '{"name":"Ferme"}',
    'plain',
    null,
  ]);
});

test('what the seeded town holds of them is packed by a template, but for entries of other kinds', async () => {
  const { db } = await openTown();
  const plain = (sql: string) => db.$client.prepare(sql).pluck().get();
  expect(plain("select count(*) from ledger_entries where kind = 'impact.line' and substr(bytes, 1, 1) = x'7b'")).toBe(
    0,
  );
  expect(plain("select count(*) from ledger_figures where substr(canonical, 1, 1) = '{'")).toBe(0);
});

/** Rows lean on them: a change is a new template, or a dictionary under a new name. */
test('released templates and dictionaries never change', () => {
  const sha256 = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
  const templates = groups.flatMap((group) => packingTemplates[group].map(({ id, pieces }) => [id, ...pieces]));
  expect(sha256(templates)).toMatchInlineSnapshot(`"919703ab63e51e6e"`);
  expect(dictionaryNames.map((name) => [name, sha256(packingDictionaries[name])])).toMatchInlineSnapshot(`
    [
      [
        "impact",
        "52afd00a5a4348f1",
      ],
      [
        "seller",
        "41f2e683e94d9f14",
      ],
      [
        "invoice",
        "6dec4183f09913a2",
      ],
      [
        "shares",
        "bc4c1ccd09219ee3",
      ],
    ]
  `);
});
