import type { accountMails as french } from '../fr/mail-accounts.ts';

export const accountMails: typeof french = {
  hello: 'Hello,',
  signUp: {
    subject: 'Confirm your e-mail',
    text: 'To open your account at Halle, confirm that this e-mail is yours. The link is good for a week:',
    elsewhere: 'On another device than that of the sign-up, the page asks for the password that you chose.',
    notYou: 'You asked for nothing? Do nothing: without this link no account opens under your address.',
  },
  known: {
    subject: 'You already have an account',
    text: 'Somebody, you perhaps, has just given this e-mail to Halle for an account. You have one already, and nothing of it has changed. To enter:',
    forgotten: 'Forgotten password? Choose another one:',
    notYou: 'It was not you? There is nothing to do: who gave your address has learnt nothing of your account.',
  },
  signIn: {
    subject: 'Sign in to your account',
    text: 'Many wrong passwords were typed for your account. This link makes the browser in which you open it known; you then type your password there. It is good for a quarter of an hour, and once:',
    notYou: 'You asked for nothing? Do nothing: without your password nobody gets in.',
  },
  reset: {
    subject: 'Choose a new password',
    text: 'You have forgotten your password. This link lets you choose another one; it is good for an hour and once:',
    notYou: 'You asked for nothing? Do nothing: your password stays the same.',
  },
  passwordChanged: {
    keys: (names) => `Your passkeys still open your account: ${names}.`,
    subject: 'Your password has changed',
    text: 'The password of your account has just been changed.',
    notYou: 'It was not you? Choose another one at once, which also ends all open sessions:',
  },
  emailChange: {
    subject: 'Confirm your new e-mail',
    text: (email) =>
      `You want the account of ${email} to move to this address. Confirm it; the link is good for a day:`,
    notYou: 'You asked for nothing? Do nothing: without this link nothing changes.',
  },
  emailChanged: {
    subject: 'The e-mail of your account has changed',
    text: (email) => `Your account is now at the address ${email}: our letters go there, and you sign in with it.`,
    undo: 'It was not you? For seven days this link gives your account back to you, ends all its sessions and lets you choose a new password:',
  },
  siretClaimed: {
    subject: (organisation) => `${organisation}: a second account for your SIRET`,
    text: (organisation) =>
      `Somebody has just opened an account for an organisation with the SIRET of ${organisation}. Their organisation stays without a number, and sees nothing of yours.`,
    what: 'If they are one of yours, tell them to come by your account. If not, write to the cooperative.',
  },
};
