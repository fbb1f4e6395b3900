import { pluralForm } from '../format.ts';
import type { scoreSentences as fr } from '../fr/score-words.ts';

const n = (count: number, one: string, other: string) => pluralForm(count, 'en', one, other);
const listed = (things: readonly string[], more: number) =>
  [things.join(', '), ...(more > 0 ? [n(more, 'other criterion', 'other criteria')] : [])].join(' and ');

export const scoreSentences: typeof fr = {
  better: (better, suppliers) =>
    better === suppliers - 1
      ? `Better than ${better === 1 ? 'the other supplier' : `all ${better} other suppliers`}.`
      : `Better than ${better} of ${n(suppliers, 'supplier', 'suppliers')}.`,
  tied: (suppliers) => `Not ahead of others yet, among ${n(suppliers, 'supplier', 'suppliers')}.`,
  alone: 'The only scored supplier of the town.',
  nothingProven: 'Nothing is proven yet.',
  proven: (things, more) => `Proven: ${listed(things, more)}.`,
  noneProvenWell: 'Proven in part only.',
  unknown: (things, more) => `Unknown: ${listed(things, more)}.`,
  allKnown: 'Nothing unknown.',
  score: 'Proven score',
  outOf: (median, size) =>
    ['out of 100', ...(median === null ? [] : [`${size === 'page' ? 'town ' : ''}median\u00a0${median}`])].join(', '),
  pillars: 'The three pillars',
  declared: (declared) => `Up to ${declared} with what is only declared.`,
  rule: 'Better than: even with all that they declare proven, those would stay behind.',
  facts: 'What is verified',
  labels: 'Controlled labels',
  intro: {
    title: 'Read a score in twenty seconds',
    points: [
      [
        'Proven score',
        'from 1 to 100: what the supplier has shown with evidence, in three families (economic, social, environment). Saying so does not count.',
      ],
      [
        'Better than 18 of 42',
        'those 18 would stay behind even if all that they declare were true. Otherwise it is a tie.',
      ],
      ['Unknown', 'no fault: there is no evidence yet. A low score often says “little evidence”, not “bad”.'],
    ],
    more: 'The method and its 24 criteria',
  },
};
