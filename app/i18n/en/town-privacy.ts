import type { privacy as french } from '../fr/town-privacy.ts';

/** The privacy notice. Terms and bases come from the retention table; here are their words. */
export const privacy: typeof french = {
  title: 'Your data',
  lead: 'No tracker, no script of others, no sale of data. The only cookies are the session, the basket, your preferences and a passing message: they serve what you ask for, so no consent is needed.',
  controllerTitle: 'Controller',
  controller: (name, address, email, phone) =>
    `${name}, ${address}. For any question about your data: ${email}, ${phone}.`,
  keptTitle: 'What is kept, why, and for how long',
  keptLead: 'These terms are those of the program: a daily job keeps them, and a test refuses any table without one.',
  categories: {
    account: ['Account', 'name, e-mail, password (hashed), organisations and roles, invitations'],
    basket: ['Basket', 'chosen offers and wished delivery'],
    search: [
      'Searches',
      'the words and filters that you keep, so that we can write to you; the number of those without an answer, never whose',
    ],
    order: [
      'Orders',
      'buyer, contact, address, what was ordered, handed over or returned; the signature of a hand-over',
    ],
    accounting: ['Invoices, payments and books', 'identity of buyer and seller, amounts; never your card'],
    letter: ['Letters', 'the e-mails that the market sent you'],
    report: ['Reports', 'the text of a report and who made it'],
    supplier: ['Suppliers', 'legal identity, contact, team, offers'],
    evidence: ['Evidence and visits', 'a supplier’s documents, and who submitted, visited or judged them'],
    security: ['Security', 'sessions and devices, who did what; the network address only hashed, for a day'],
    ledger: [
      'Public ledger',
      'hashes and measures, without a name; the salt that links them to you is erased with you',
    ],
    town: ['The town', 'rounds, indexes, jobs: nothing that tells of a person'],
  },
  bases: {
    contract: 'your contract with the market or a supplier',
    'legal-obligation': 'a legal obligation (French Code de commerce, art. L123-22)',
    'public-task': 'the public checking of impact',
    'legitimate-interest': 'legitimate interest: security, honest evidence, defence of rights',
    none: 'not applicable',
  },
  basis: (bases) => `Legal basis: ${bases}.`,
  kept: (terms) => `Kept: ${terms}.`,
  days: (days) => {
    if (days === 0) return 'until it expires';
    if (days < 365) return days === 1 ? 'one day' : `${days} days`;
    const years = Math.round(days / 365);
    return years === 1 ? 'one year' : `${years} years`;
  },
  only: {
    unpaid: 'never paid',
    refused: 'file refused or withdrawn',
    delivered: 'delivered',
    loose: 'a note without an order',
    few: 'fewer than five people',
  },
  terms: {
    'while-used': 'as long as the account or the supplier exists',
    'for-ever': 'without end, because the law or the proof demands it',
  },
  recipientsTitle: 'Who receives it',
  recipients: [
    'the suppliers of your order: contact, delivery address, what they sell you;',
    'the payment provider (Stripe, Ireland): e-mail, amount and reference of the order, by its own terms;',
    'the host and the mail server of this instance, as processors;',
    'the administration, where the law demands it.',
  ],
  rightsTitle: 'Your rights',
  rights: [
    'Access, copy and portability: all that concerns you, in one file, from your account.',
    'Erasure: from your account too; names, addresses and texts go, the files of invoices stay for ten years.',
    'Rectification, restriction, objection, directions for after death: write to the controller, who answers within a month.',
  ],
  authorityName: 'www.cnil.fr',
  authority: 'You may complain to the CNIL, the French data protection authority:',
  export: 'Take my data with me (a JSON file)',
};
