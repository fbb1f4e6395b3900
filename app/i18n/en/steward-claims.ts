import { formatDate } from '../format.ts';
import type { claims as french } from '../fr/steward-claims.ts';

/** The page of contested SIRETs. */
export const claims: typeof french = {
  title: 'Contested SIRETs and RNA numbers',
  lead: 'A SIRET, or an association’s RNA number, that two stalls or two organisations call their own; and organisations that ask for another SIRET. Neither learns of the other before your decision.',
  none: 'No SIRET is contested.',
  kinds: { supplier: 'stall', organisation: 'organisation' },
  holds: 'has it today',
  sells: 'sells with this SIRET today',
  since: (at) => `asks for it since ${formatDate(at, 'en')}`,
  grant: (name) => `Give it to ${name}`,
  reason: 'Why, in a few words: both parties read it',
  'holder-open': 'Another stall sells with this SIRET: suspend it first, with its reason, then decide here.',
  people: 'People',
};
