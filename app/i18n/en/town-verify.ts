import type { verify as fr } from '../fr/town-verify.ts';

export const verify: typeof fr = {
  title: 'Check a receipt',
  lead: 'Paste an impact receipt. This page recomputes the entry’s hash, follows its path to the root and checks the signature, and asks nobody anything: cut the network, it still works.',
  save: 'Save this page to check without us',
  noScript: 'Without JavaScript, check the receipt with a tool of your own: it follows the format c2sp.org/tlog-proof.',
  receipt: 'The receipt',
  receiptHint: 'The text that begins with c2sp.org/tlog-proof@v1.',
  file: 'or a file',
  keys: 'The keys',
  keysHint:
    'The witness policy (tlog-policy), or one key a line: the ledger’s, then those of witnesses. Compare them with those you know.',
  check: 'Check',
  script: {
    ok: 'Verified',
    bad: 'Does not verify',
    alone: 'Signed by the ledger alone',
    unwitnessed: 'Signed, not witnessed',
    noQuorum: 'The witnesses that saw it are no quorum of the policy: this head is not witnessed yet.',
    reasons: {
      form: 'This text is not a whole receipt.',
      key: 'None of these keys is of the ledger that the receipt names.',
      proof: 'The entry or its path was changed: they do not lead to the signed root.',
      signature: 'The signature is not of this key, or what was signed was changed.',
      opening: 'What this text opens is not what the entry committed to: a figure or a name was changed.',
      browser: 'This browser cannot check an Ed25519 signature: take a recent one, or verify with another tool.',
    },
    included:
      'Entry {index} is in the ledger of {size} entries with root {root}. A later entry may have corrected or reversed it: a receipt does not say.',
    seen: 'Seen by {name} on {at}.',
    decision: {
      passkey:
        'The decision is signed by the passkey of a person whom their device verified, at {origin}, and the signed hash is that of this decision.',
      letter: 'The decision was confirmed by a code from an e-mail: the town says so, nobody else can verify it.',
      demonstration: 'Demonstration: the decision was taken by password, without a signature.',
      together: 'The same signature stands for {count} decisions: their list is in the entry, and this one is in it.',
      waits: 'This is the first of two decisions: it waited for a second person.',
      bad: 'The decision in this entry does not verify: it, its signature or its key was changed, or the device did not verify the person.',
    },
    promise: {
      signed: 'Promised, not entered',
      facts:
        'The ledger {origin} promised the entries of the order {order} (number {number} of this buyer) at {entries}, on {by} at the latest. A promise is no receipt: look for it in today’s log.',
      late: 'That time is over: if these entries are not there, this signed promise shows it.',
    },
    unseen: 'No signature of a known witness: the ledger signed alone, and could show another one to others.',
  },
};
