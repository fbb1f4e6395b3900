import { expect, test } from 'vitest';
import { testDb } from '#tests/setup/test-db.ts';
import { stem, tokens } from './analysis.ts';
import { embeddedEngine } from './embedded.server.ts';
import { anyQuery, corpus, searchContract } from './search.contract.ts';
import { makeVocabulary, nearWords } from './vocabulary.ts';

searchContract('the embedded engine', async () => embeddedEngine(testDb()));

test('another process on the same database sees the change at its next search', async () => {
  const db = testDb();
  const [writer, reader] = [embeddedEngine(db), embeddedEngine(db)];
  await writer.rebuild(corpus());
  expect((await reader.search(anyQuery)).total).toBe(496);
  await writer.apply([{ remove: 1 }]);
  expect((await reader.search(anyQuery)).total).toBe(495);
});

test('without words each supplier has its turn, the nearest first', async () => {
  const engine = embeddedEngine(testDb());
  const documents = corpus();
  await engine.rebuild(documents);
  const { ids } = await engine.search({ ...anyQuery, perPage: 25 });
  expect(new Set(ids.map((id) => documents[id - 1]!.supplier)).size).toBe(25);
});

test('plurals, genders and elisions fold together', () => {
  expect(tokens("L'établi d’occasion, les chaises recyclées", 'fr')).toEqual(['etabli', 'occasion', 'chais', 'recycl']);
  expect(new Set(['recyclé', 'recyclée', 'recyclés', 'recyclées'].map((w) => tokens(w, 'fr')[0]))).toEqual(
    new Set(['recycl']),
  );
  expect(stem('batteries', 'en')).toBe('battery');
  expect(stem('boxes', 'en')).toBe('box');
});

test('typos: one from five letters, two from nine, swaps and inside a prefix', () => {
  const vocabulary = makeVocabulary(['carotte', 'carton', 'ordinateur', 'sac']);
  expect(nearWords(vocabulary, 'carrote', false)).toEqual([]);
  expect(nearWords(vocabulary, 'carote', false)).toEqual(['carotte']);
  expect(nearWords(vocabulary, 'caortte', false)).toEqual(['carotte']);
  expect(nearWords(vocabulary, 'ordintaeru', false)).toEqual(['ordinateur']);
  expect(nearWords(vocabulary, 'ordni', true)).toEqual(['ordinateur']);
  expect(nearWords(vocabulary, 'sca', false)).toEqual([]);
});
