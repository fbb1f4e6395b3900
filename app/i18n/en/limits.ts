import type { limits as fr } from '../fr/limits.ts';

export const limits: typeof fr = {
  reached: (what, until) => `${what} You can go on from ${until}.`,
  clock:
    'The clock of the hall is wrong: what has to carry a date waits. What you typed stays in this form, and a person of the cooperative has been told.',
  noSpace: 'Space runs out on the hall’s disk: no file is taken for now, orders go on. Try again later.',
  classes: {
    ordinary: 'Many forms were sent in a short time.',
    free: '',
    signed: '',
    password: 'Many attempts came from this internet connection.',
    account: 'Many accounts were opened from this internet connection.',
    order: 'You placed many orders today.',
    letter: 'Many letters were written for you today.',
    invitation: 'Twenty invitations a day were sent.',
    petition: 'You asked the stewards for much today.',
    supplier: 'Three stalls a day were opened.',
    evidence: 'Much evidence and many declarations were submitted today.',
    upload: 'Many files were sent today.',
    import: 'Many files of offers were sent today.',
    offer: 'Many offers were created today.',
    steward: 'Many decisions were made in a short time.',
    role: 'Many roles changed in a short time.',
  },
  budgets: {
    title: 'What you can commit',
    lead: 'What holds the stock of others, writes to them or stays for ever has a measure. It grows with what the town knows of you.',
    what: 'What',
    used: 'Used',
    left: 'Left',
    later: 'Next measure',
    megabytes: (count) => `${count} MB`,
    buyerNext: {
      new: 'The next measure holds from one paid order.',
      known: 'The next measure holds from three paid orders.',
      proven: 'Your measure is the largest.',
    },
    supplierNext: {
      draft: 'The next measure holds once the stall is admitted.',
      admitted: 'The next measure holds ninety days after the admission.',
      established: 'The measure is the largest.',
    },
    names: {
      'unpaid-orders': 'Orders to pay at once',
      'stock-permille': 'Share of an offer’s stock in your orders to pay',
      'common-permille': 'Share of an offer’s stock that all new accounts hold together',
      'ledger-entries': 'Entries in the ledger, a day',
      'released-cents': 'Money paid out by “received” before its day, a day',
      invitations: 'Invitations by letter, a day',
      'import-rows': 'Rows of files read, a day',
      offers: 'Offers',
      'file-bytes': 'Files: evidence, photographs, imports',
    },
    refused: {
      unpaid: (max) =>
        `${max} orders wait for their payment already. Pay one, or wait until a reservation ends: thirty minutes at most.`,
      'share-of-stock': (name, max) =>
        `${name}: until the order is paid, you can hold ${max} more. Pay first, then you can order more.`,
      'common-share': (name, max) =>
        `${name}: accounts without a paid order hold many already, and ${max} are left for all of them now. Try again within thirty minutes: packs that are not paid become free again.`,
      entries: 'The stall entered much in the ledger today. Go on tomorrow.',
      space: 'The stall’s room for files is full. Remove photographs, or write to the stewards.',
      rows: 'The stall had many rows read today. Go on tomorrow.',
      offers: 'The stall has as many offers as its measure allows.',
      invitations: 'Invitations leave once the stall is admitted.',
    },
  },
  signIn: {
    wait: (seconds) =>
      `Several wrong passwords for this account. Try again in ${seconds === 1 ? 'one second' : `${seconds} seconds`}.`,
    letter:
      'Many wrong passwords for this account today. Sign in from a browser that you used before, or ask for a letter, which makes this one known.',
  },
  newDevice: {
    subject: 'Your account was opened from a new device',
    text: (browser, system, at) =>
      `Your account was opened on ${at} with ${browser} on ${system}, where it had never been opened.`,
    notYou: 'If it was you, there is nothing to do. If not, change your password and end the other sessions:',
  },
};
