import { expect, test } from 'vitest';
import { readMethods } from '#app/domain/scoring/method-files.server.ts';
import { typesetEnglishData } from '../en/typeset.ts';
import { catalogues } from '../messages.ts';
import { typesetFrench, typesetFrenchData } from './typeset.ts';

test('makes spaces before high marks and inside guillemets no-break', () => {
  const said = {
    plain: 'Sûr ? Voici « un fait » : dites-le ; vite ! 62 %',
    from: (name: string) => `${name} : oui`,
    list: ['a ?', 1, null],
  };
  const set = typesetFrench(said);
  expect(set.plain).toBe('Sûr\u202f? Voici «\u00a0un fait\u00a0»\u202f: dites-le\u202f; vite\u202f! 62\u202f%');
  expect([set.from('Noé'), set.list]).toEqual(['Noé\u202f: oui', ['a\u202f?', 1, null]]);
  expect(typesetFrench(set).plain).toBe(set.plain);
});

test('typesets the texts of a method, whose file is ASCII', () => {
  const text = "5 points: l'UE; >= 60 %, réemploi x 0,6 en t.km";
  const set = '5 points\u202f: l’UE\u202f; ≥\u00a060\u202f%, réemploi\u00a0×\u00a00,6 en t·km';
  expect([typesetFrenchData(text), typesetFrenchData(set)]).toEqual([set, set]);
});

/** Faults of French typography: a straight apostrophe, a breaking or wide space before a mark, ASCII for a sign. */
const faults = /\p{L}'\p{L}|[ \u00a0][:;?!%]|« | »|[<>]=|\d x \d|\p{L}[;?!](?=\s)|\p{L}:(?=\s)|\.\.\./u;

test.each(["l'eau", 'sûr ?', '62 %', '>= 60', '2 x 3', 'oui: non', 'attendez...'])('finds the fault of %j', (text) =>
  expect(text).toMatch(faults),
);

test('sets every sentence of the French catalogue, those of functions too', () => {
  const wrong = [...eachText(catalogues.fr)].filter((text) => faults.test(text) && !isQuery(text));
  expect(wrong).toEqual([]);
});

test('sets every label and measure of the methods', () => {
  const texts = [...readMethods().values()].flatMap(({ criteria }) =>
    criteria.flatMap((one) => [one.label_fr, one.measures_fr, one.guard]),
  );
  expect(texts.map(typesetFrenchData).filter((text) => faults.test(text))).toEqual([]);
});

test('sets the English texts of the methods, and each percent sign next to its number', () => {
  const text = "the group's reuse x 0.6, >= 60 % of 5 kgCO2e";
  const set = 'the group’s reuse\u00a0×\u00a00.6, ≥\u00a060% of 5 kg CO₂e';
  expect([typesetEnglishData(text), typesetEnglishData(set)]).toEqual([set, set]);
  const english = /\p{L}'\p{L}|\d\s%|[<>]=|\d x \d/u;
  const texts = [...readMethods().values()].flatMap(({ criteria }) =>
    criteria.flatMap((one) => [one.label_en, one.measures_en, one.guard_en ?? '']),
  );
  expect(texts.map(typesetEnglishData).filter((one) => english.test(one))).toEqual([]);
  expect([...eachText(catalogues.en)].filter((one) => english.test(one) && !isQuery(one))).toEqual([]);
});

/** The texts of a catalogue; a function says its own with values that are plain words or one. */
function* eachText(said: unknown): Generator<string> {
  if (typeof said === 'string') yield said;
  else if (typeof said === 'function') yield* eachText(answerOf(said as (...values: unknown[]) => unknown));
  else if (typeof said === 'object' && said !== null) for (const one of Object.values(said)) yield* eachText(one);
}

/** Empty when the function wants values of a shape that is not known here. */
function answerOf(say: (...values: unknown[]) => unknown): unknown {
  for (const value of ['mot', 2]) {
    try {
      return say(...new Array<unknown>(8).fill(value));
    } catch {}
  }
  return '';
}

/** An address or its query is no text. */
const isQuery = (text: string) => /^[\w/]*[?&]?[\w.]+=/.test(text);
