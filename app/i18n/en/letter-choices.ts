import type { letterChoices as french } from '../fr/letter-choices.ts';

/** The page of the letters that a person wants, and the one that stops a subject from a letter's link. */
export const letterChoices: typeof french = {
  title: 'Letters that I get',
  lead: 'Untick what you no longer want by e-mail. Letters about your account, your own orders and decisions on a stall that you own always come.',
  legend: 'I want letters about',
  subjects: {
    orders: ['the orders of the stall', 'To prepare, cancelled, answers to your proposals, returns asked for.'],
    proofs: ['the proofs of the stall', 'Decisions, and proofs that end soon.'],
    payouts: ['the money of the stall', 'Disputed payments.'],
    team: ['the team', 'A person took an invitation.'],
    searches: ['saved searches', 'New offers.'],
    visits: ['peer visits', 'You are invited to visit a stall.'],
  },
  supplierAddress: 'The address of the stall itself always gets the letters of the stall.',
  stopTitle: (subject) => `Stop letters about ${subject}`,
  stopLead: 'One button, without signing in. You can take it back from your account.',
  stopNow: 'Stop them',
  stopped: 'Done: these letters will no longer be sent to you.',
  choose: 'Choose the letters that I get',
};
