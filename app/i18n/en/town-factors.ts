import type { factors as fr } from '../fr/town-factors.ts';

export const factors: typeof fr = {
  lead: 'What a unit of each thing emits, after a published source. Each name opens its page: interval, source, licence, where it is used, what it has been.',
  version: (ref) => `Version ${ref}.`,
  file: 'The file',
  interval: '95 % interval',
  read: 'Reading',
  address: 'Where',
  licence: 'Licence',
  boundary: 'Boundary',
  derivation: 'Derivation',
  note: 'Note',
  id: 'Name in the ledger',
  used: 'Where it is used',
  entries: (count) =>
    count === '0' ? 'No entry of the ledger uses it yet.' : `${count} entries of the ledger use it.`,
  fewEntries: 'Entries of fewer than five orders use it: their number is not published.',
  more: (count) => (count === 1 ? 'and one other offer.' : `and ${count} other offers.`),
  history: 'What it has been',
  since: (version, day, value) => `${value}, since ${version} (${day}).`,
  never: 'A new version never changes an old entry: each keeps the factor of its day.',
};
