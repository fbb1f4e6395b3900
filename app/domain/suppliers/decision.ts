// Decisions of stewards about money and rules, with the parties that each concerns.

export const decisionVerbs = [
  'credit-limit',
  'payment-received',
  'supplier-paid',
  'buyer-paid-back',
  'case-refunded',
  'case-reinstated',
  'case-dismissed',
  'method-published',
  'factors-published',
  'siret-moved',
  'exemption-granted',
] as const;
export type DecisionVerb = (typeof decisionVerbs)[number];

export const proposalOutcomes = ['confirmed', 'refused', 'withdrawn'] as const;

/** A party of a decision: a steward with an interest in one of them must not take it. */
export type ConcernedParty = { kind: 'supplier' | 'organisation' | 'person'; id: string };

/** Arguments of the verb, as a second person is shown them. */
export type DecisionFacts = { readonly [name: string]: string | number };

export type GatedDecision = {
  verb: DecisionVerb;
  parties: readonly ConcernedParty[];
  /** The sum that is moved or allowed; zero for a decision without money. */
  sumCents: number;
  facts: DecisionFacts;
};

/** Verbs that an administrator never takes alone where the town has two: they change what everybody is judged by. */
export const rulesVerbs: readonly DecisionVerb[] = ['method-published', 'factors-published'];

/** Verbs that always take two people, whatever the sum: what they grant raises a score without a proof. */
export const pairVerbs: readonly DecisionVerb[] = ['exemption-granted'];
