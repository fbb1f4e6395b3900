import type { decisions as fr } from '../fr/steward-decisions.ts';

export const decisions: typeof fr = {
  title: 'Decisions by two',
  lead: (above: string) =>
    `Above ${above}, a decision about money takes two people, and so does taking a SIRET from its holder; so do the rules of the score, where the town has two administrators. The first person proposes, another one reads it again and confirms. Nobody confirms their own proposal.`,
  none: 'No decision is waiting.',
  verbs: {
    'credit-limit': (what: string, sum: string) => `Credit limit of ${what} set to ${sum}`,
    'payment-received': (what: string, sum: string) => `Transfer of ${sum} received for order ${what}`,
    'supplier-paid': (what: string, sum: string) => `Payout of ${sum} by the bank, ${what}`,
    'buyer-paid-back': (what: string, sum: string) => `${sum} given back by the bank for order ${what}`,
    'case-refunded': (what: string, sum: string) => `Refund of ${sum}, order ${what}`,
    'case-reinstated': (what: string, sum: string) => `Order ${what} taken up again, paid ${sum}`,
    'case-dismissed': (what: string, sum: string) => `Case of ${sum} put away, order ${what}`,
    'exemption-granted': (what) => `Criterion that does not apply: ${what}`,
    'method-published': (what: string) => `Publication of method ${what}`,
    'factors-published': (what: string) => `Publication of factors ${what}`,
    'siret-moved': (what: string) => `SIRET taken from its holder for ${what}`,
  },
  by: (name: string, when: string) => `Proposed by ${name}, ${when}.`,
  yours: 'This is your own proposal: another person confirms it.',
  concerned: {
    self: 'This decision concerns you: somebody else takes it.',
    'own-stall': 'You work for this stall: somebody else decides.',
    'own-organisation': 'You are a member of this organisation: somebody else decides.',
    competitor: 'A stall where you work sells in the same aisle, close by: somebody else decides.',
  },
  confirm: 'Confirm',
  withdraw: 'Withdraw my proposal',
  refuse: 'Put aside',
};
