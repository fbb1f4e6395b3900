import type { cancelTerms as fr } from '../fr/cancel-terms.ts';

export const cancelTerms: typeof fr = {
  title: 'Cancellation',
  free: (until) => `free ${until}`,
  kept: (percent, until) => `${percent}% of the price kept ${until}`,
  all: 'the whole price is kept',
  by: (day, hour) => `until ${day}, ${hour}`,
  before: (days) => {
    if (days === 0) return 'until the beginning';
    return days === 1 ? 'until 1 day before' : `until ${days} days before`;
  },
  next: ', then ',
  sentence: (clauses) => `Cancellation: ${clauses}.`,
  seller: 'If the supplier cancels, all is given back to you.',
  withdrawal:
    'A private person cancels free of charge for 14 days after the order, as long as the booking has not begun (right of withdrawal).',
  withdrawalUntil: (day) => `Free until ${day}, as long as the booking has not begun: this is your time to withdraw.`,
  changed: (name) => `Cancellation of “${name}”`,
};
