import type { draws as fr } from '../fr/town-draws.ts';

export const draws: typeof fr = {
  title: 'Draws by lot',
  lead: 'Each quarter one piece of evidence in twenty is drawn by lot and read again. It is chosen by no one: the pool is entered in the ledger before the seed exists.',
  how: 'The seed is the SHA-256 of the first line that an outside witness signs after the announced time; in a town without a witness, that the ledger itself signs. For each piece of evidence, SHA-256 of the seed, a line feed and the identifier; the smallest are drawn.',
  file: 'Pools, seeds and results (JSON)',
  none: 'No draw yet.',
  announced: {
    witness: (size, pool, after) =>
      `${size} pieces of evidence out of ${pool}, by the first signature of a witness after ${after}.`,
    own: (size, pool, after) =>
      `${size} pieces of evidence out of ${pool}, by the first checkpoint that the ledger itself signs after ${after}.`,
  },
  weaker:
    'A weaker draw: the town had no witness on that day. It could choose what it enters just before its own checkpoint, and so bear on the lot.',
  waits: {
    witness: 'The lot has not fallen yet: it waits for the signature of a witness.',
    own: 'The lot has not fallen yet: it waits for the next entry.',
  },
  seed: (seed) => `Seed: ${seed}`,
  result: (ids) => `Drawn: ${ids}`,
};
