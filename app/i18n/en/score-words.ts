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
  tied: (suppliers) => `None of the ${suppliers} suppliers proves less for now.`,
  alone: 'The only scored supplier of the town.',
  nothingProven: 'Nothing is proven yet.',
  proven: (things, more) => `Proven: ${listed(things, more)}.`,
  noneProvenWell: 'Proven in part only.',
  unknown: (things, more) => `Unknown: ${listed(things, more)}.`,
  allKnown: 'Every criterion has an answer.',
  score: 'Score proven by evidence',
  outOf: (median) =>
    ['out of\u00a0100', ...(median === null ? [] : [`red mark: median of suppliers, ${median}`])].join('\u00a0· '),
  pillars: 'The three pillars',
  declared: (declared) => `Up to ${declared} with what is only declared.`,
  rule: 'Better than: their proven score is lower. What is only declared does not count.',
  facts: 'What is verified',
  labels: 'Controlled labels',
  intro: {
    title: 'Read a score in twenty seconds',
    points: [
      [
        'Score proven by evidence',
        'from 1 to 100: what the supplier has shown with evidence, in three families (economic, social, environment). Saying so does not count.',
      ],
      [
        'Better than 18 of 42',
        'those 18 have a lower proven score. The red mark is the median: half of the suppliers are not above it.',
      ],
      ['Unknown', 'no fault: there is no evidence yet. A low score often says “little evidence”, not “bad”.'],
    ],
    more: 'The method and its 24 criteria',
  },
};
