import type { fileFaults as fr } from '../fr/steward-file-problems.ts';

export const fileFaults: typeof fr = {
  problems: {
    'not-json': 'is not JSON',
    missing: 'is missing',
    'unknown-key': 'there is no such field',
    'unknown-value': 'unknown value',
    'unknown-reference': 'refers to an id that is not there',
    'not-text': 'must be text',
    empty: 'is empty',
    'not-a-number': 'must be a number',
    'not-whole': 'must be a whole number',
    'not-a-list': 'must be a list',
    'not-an-object': 'must be an object',
    'not-yes-or-no': 'must be true or false',
    'not-a-day': 'is not a day of the calendar',
    'wrong-shape': 'does not have the expected shape',
    'out-of-range': 'is out of range',
    'too-few': 'too few entries',
    'too-many': 'too many entries',
    'not-ascending': 'is not ascending',
    'against-direction': 'contradicts the direction of the criterion',
    'not-unique': 'appears twice',
    'wrong-sum': 'the sum is not what the method says',
    'missing-text': 'has no words in this language',
  },
  lead: (name) => `${name} cannot be published. Nothing has changed. To be corrected:`,
};
