import type { roleInvitation as french } from '../fr/account-roles.ts';

/** The invitation to a role of the town: its letter and the page that its link opens. */
export const roleInvitation: typeof french = {
  subject: (role, town) => `A role for you in ${town}: ${role}`,
  text: (role, town, by) =>
    by.length === 0
      ? `You are invited to be ${role} of the market hall of ${town}.`
      : `${by.join(' and ')} ${by.length > 1 ? 'invite' : 'invites'} you to be ${role} of the market hall of ${town}.`,
  until: 'This link is good for two days, once. You did not expect this letter? Do nothing.',
  ended: 'This invitation is good no longer',
  title: (role) => `You are invited: ${role}`,
  what: {
    steward:
      'A steward checks suppliers and their evidence, answers reports and keeps the books. Decisions carry the steward’s name.',
    administrator:
      'An administrator does all that a steward does, invites the others, and publishes the method and the factors.',
  },
  address: (email) => `This invitation is for ${email}.`,
  accept: 'Accept this role',
  again: 'You then sign in again: sessions of a role are shorter.',
  otherAccount: (email) =>
    `You are signed in with another e-mail. Sign out, then open the letter’s link again with the account of ${email}.`,
  signIn: 'This e-mail has an account: sign in to accept.',
  newAccount: 'This e-mail has no account yet: choose a name and a password, and the role is yours.',
  join: 'Open my account and accept',
  errors: {
    'link-ended': 'This link is good no longer. Ask for a new invitation.',
    'another-address': 'This role is offered to another e-mail than yours.',
  },
};
