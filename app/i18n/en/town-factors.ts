import type { factors as fr } from '../fr/town-factors.ts';

export const factors: typeof fr = {
  lead: 'What a unit of each thing emits, after a published source. Each name opens its page: interval, source, licence, where it is used, what it has been.',
  version: (ref) => `Version ${ref}.`,
  file: 'The file',
  interval: '95% interval',
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
  fewEntries: 'Entries of too few orders, suppliers or buyers use it: their number is not published.',
  more: (count) => (count === 1 ? 'and one other offer.' : `and ${count} other offers.`),
  history: 'What it has been',
  since: (version, day, value) => `${value}, since ${version} (${day}).`,
  never: 'A new version never changes an old entry: each keeps the factor of its day.',
  stepsTitle: 'What this version changed',
  stepsLead:
    'The town’s published purchases, counted three times. Most of the difference is the remaining life: a thing that was used before no longer replaces a whole new one. Signed entries keep the factors of their day.',
  stepBefore: (ref) => `By the version before, ${ref}`,
  stepWholeLife: 'Values, vehicles, families and displacement of this version, but a whole new thing replaced',
  stepNow: 'With the remaining life: this version',
  stepsUnknown:
    'Left unknown: every width and every coefficient, remaining life, refurbishing and years of second life are assumptions of this project; no French study is about offices or public buyers. No official figure was found for a swivel chair, a folding chair, a cupboard, clothes of mixed cloth, safety shoes, a bicycle, a docking station, building materials, plates or games.',
  notReprinted:
    'Not reprinted, for want of a licence that lets it be reused freely: the detail of the making of cars and batteries and of their upkeep in Nos Gestes Climat (formerly Base Impacts). The figures of vehicles are estimates of this project between what other models publish freely.',
  stateLead: (state) => `This value is ${state}: no new offer uses it.`,
  states: { replaced: 'replaced by its publisher', withdrawn: 'withdrawn', closed: 'closed' },
};
