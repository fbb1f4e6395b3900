import { pluralForm } from '../format.ts';
import type { scoreSentences as fr } from '../fr/score-words.ts';

const n = (count: number, one: string, other: string) => pluralForm(count, 'en', one, other);
const listed = (things: readonly string[], more: number) =>
  [things.join(', '), ...(more > 0 ? [n(more, 'other criterion', 'other criteria')] : [])].join(' and ');

export const scoreSentences: typeof fr = {
  better: (better, suppliers) =>
    better === suppliers - 1
      ? `Better than ${better === 1 ? 'the other supplier of the town' : `all ${better} other suppliers of the town`}.`
      : `Better than ${better} of the town’s ${suppliers} suppliers.`,
  behind: (atLeast, suppliers) =>
    atLeast < suppliers - 1
      ? `${atLeast} of the town’s ${suppliers} suppliers ${atLeast === 1 ? 'proves' : 'prove'} as much or more.`
      : atLeast === 1
        ? 'The town’s other supplier proves as much or more.'
        : `All ${atLeast} other suppliers of the town prove as much or more.`,
  alone: 'The only scored supplier of the town.',
  nothingProven: 'Nothing is proven yet.',
  proven: (things, more) => `Proven: ${listed(things, more)}.`,
  noneProvenWell: 'Proven in part only.',
  unknown: (things, more) => `Unknown: ${listed(things, more)}.`,
  allKnown: 'Nothing unknown: every criterion has an answer, strong or weak.',
  score: 'Score proven by evidence',
  outOf: (median) =>
    ['out of\u00a0100', ...(median === null ? [] : [`red mark: median of the town, ${median}`])].join('\u00a0· '),
  pillars: 'The three pillars',
  declared: (declared) => `Up to ${declared} with what is only declared.`,
  rule: 'The suppliers of the town are ordered by their proven score: what is only declared does not count.',
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
        'Better than 30 of 42',
        'the 42 are all suppliers of the town; those 30 have a lower proven score. The red mark is their median: half of them are not above it. Below it, the card says how many prove as much or more.',
      ],
      [
        'Unknown',
        'no fault: there is no evidence yet. A low score often says “little evidence”, not “bad”. Where nothing is unknown, the score says how good the answers are: 59 is then a true 59 out of 100.',
      ],
    ],
    more: 'The method and its 24 criteria',
  },
};
