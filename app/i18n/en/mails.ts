import type { mails as fr } from '../fr/mails.ts';

export const mails: typeof fr = {
  hello: (name) => `Hello ${name},`,
  sign: (town) => `Halle, ${town}`,
  code: {
    subject: (about) => `Your code: ${about}`,
    text: (about, code) => `${about}.\n\nYour code: ${code}`,
    end: 'It is good for ten minutes, once, in the page where you asked for it. Give it to nobody. If you did not ask for it, somebody knows your password: change it.',
  },
  paid: {
    subject: (number) => `Order ${number} paid`,
    text: (number, total) => `Your order ${number} is paid: ${total} incl. VAT.`,
  },
  proof: (url) => `The order and its impact ledger: ${url}`,
  promise:
    'The ledger’s signed promise: your entries will be in it at these numbers, or this text shows that they are missing.',
  checkpoint: {
    witnessed: 'Keep this signed head of the ledger: it binds us.',
    unwitnessed:
      'Keep this signed head of the ledger: it binds us. No quorum of witnesses has confirmed it lately: it is not witnessed yet.',
    alone:
      'Keep this signed head of the ledger: it binds us. The town signs it alone, no outside witness has seen it: your copy is the proof.',
  },
  toPrepare: {
    subject: (number) => `To prepare: order ${number}`,
    text: (number, buyer, how) => `Order ${number} of ${buyer} is paid. ${how}`,
  },
  invitation: {
    from: (town) => `Hello, this letter comes from Halle, ${town}.`,
    supplier: {
      subject: (town, name) => `Halle, ${town}: invitation to the stall ${name}`,
      text: (inviter, name) =>
        `${inviter} invites you into the team of the stall ${name}. Read the invitation, then take it or decline it:`,
    },
    organisation: {
      subject: (town, name) => `Halle, ${town}: invitation to the organisation ${name}`,
      text: (inviter, name) =>
        `${inviter} invites you to buy with the organisation ${name}. Read the invitation, then take it or decline it:`,
    },
    handOver: {
      subject: (town, name) => `Halle, ${town}: ${name} is offered to you`,
      text: (inviter, name) =>
        `${inviter} offers you their place at the head of ${name}. Read what it changes, then accept or decline:`,
    },
    holds: (address, days) =>
      `This link holds for the account of ${address} alone, once, for ${days} days. If you expect nothing, do nothing: without you nothing changes.`,
  },
  teamHandedOver: {
    subject: (name) => `Handed over: ${name}`,
    text: (name, from, to) => `${from} has handed ${name} over to ${to}, who accepted it.`,
    wrong: 'If this was not meant, answer the cooperative soon.',
  },
  teamJoined: {
    subject: (name) => `Team of ${name}: one more person`,
    text: (person, address, name) => `${person} (${address}) took the invitation and is now in the team of ${name}.`,
  },
  stopLetters: (url) => `Stop these letters: ${url}`,
  siretDecided: {
    lapsed: (name) =>
      `${name} has no SIRET in the hall any more: in sixty days no order was paid for it and nobody checked this number. You can ask for it again on its page.`,
    subject: (name) => `SIRET of ${name}: decision`,
    granted: (name, why) => `The SIRET asked for is that of ${name}. The steward writes: ${why}`,
    refused: (name, why) =>
      `The SIRET asked for is not given to ${name}. The steward writes: ${why} If you do not agree, answer the cooperative.`,
  },
  step: {
    subject: (name, step) => `${name}: ${step.toLowerCase()}`,
    text: (step) => `Your file moved on: ${step.toLowerCase()}. You can reply from your stall.`,
  },
  proof1: {
    subject: (label) => `Your proof: ${label}`,
    accept: (label, level) => `Your proof for “${label}” is accepted at level ${level}. Your score follows.`,
    return: (label, why) => `Your proof for “${label}” comes back to you: ${why}`,
    refuse: (label, why) => `Your proof for “${label}” is refused: ${why} You can reply under the criterion.`,
  },
  proofEnds: {
    subject: (label) => `A proof ends soon: ${label}`,
    text: (label, day) =>
      `Your proof for “${label}” counts fully until ${day}, then fades over six months. Renew it here:`,
  },
  methodChanged: {
    subject: 'The method of the score has changed',
    text: (method: string, before: string, after: string) =>
      `The method of the score has changed: ${method} is in force. Your proven score was ${before}; it is ${after} with the new version. Both are shown for sixty days, and the difference criterion by criterion is on your page:`,
  },
  drawn: {
    subject: (label: string) => `A recheck drawn by lot: ${label}`,
    text: (label: string, due: string) =>
      `Each quarter one piece of evidence in twenty is drawn by lot and read again. This quarter it is yours for “${label}”. Hand the document in here until ${due}; a steward reads it again:`,
  },
  exemptionEnded: {
    subject: (label: string) => `A criterion counts again: ${label}`,
    text: (label: string, reason: 'expired' | 'withdrawn') =>
      `${
        {
          expired: `The exemption from “${label}” has come to its last day.`,
          withdrawn: `A steward ended the exemption from “${label}”.`,
        }[reason]
      } The criterion applies to you again, and counts as missing as long as you say nothing about it. You can state and prove a value here, or ask the stewards for a new exemption:`,
  },
  textDecided: {
    subject: (name: string, accepted: boolean) =>
      accepted ? `${name}: a text is on show` : `${name}: a text is not allowed`,
    text: (text: string, accepted: boolean) =>
      accepted ? `Your text “${text}” is on show.` : `Your text “${text}” is not shown; it is kept.`,
  },
  identityDecided: {
    subject: (name: string, accepted: boolean) =>
      accepted ? `${name}: your new identity is in force` : `${name}: your identity does not change`,
    accepted:
      'A steward has accepted the change you asked for. Your registration and contributions will be verified again.',
    refused: (why: string) => `A steward has not accepted the change you asked for: ${why}`,
  },
  visit: {
    subject: (host) => `Peer visit: an invitation from ${host}`,
    text: (host) =>
      `${host} asks you to come and see what the business declares, with two other people. Say whether you come:`,
  },
  proposal: {
    subject: (number) => `Order ${number}: a supplier proposes a change`,
    text: 'A supplier cannot deliver a line as planned. They propose something else; answer on the order’s page.',
  },
  confirmed: {
    subject: (number, name) => `Order ${number}: ${name} is preparing it`,
    text: (name) => `${name} is preparing your order.`,
  },
  handed: {
    subject: (number, name) => `Order ${number}: handed over by ${name}`,
    text: (name) => `${name} has handed over your order.`,
    received: (url) =>
      `Do you have everything? Say “Received”, and the supplier is paid. Without an answer, it is some days later: ${url}`,
  },
  codeLocked: {
    subject: (number) => `Order ${number}: five wrong codes`,
    text: (name) =>
      `Five wrong codes were given for the hand-over by ${name}. Nothing is handed over, and your code holds no more. Are the goods in front of you? Get a new code on the order’s page. If not, write to the cooperative.`,
  },
  codeRenewed: {
    subject: (number) => `Order ${number}: new code`,
    text: (name, code) => `Your new code for ${name}: ${code}. Give it only when you have the goods.`,
  },
  dispute: {
    opened: {
      subject: (number) => `Order ${number}: payment contested`,
      supplier: (number, amount) =>
        `The buyer’s bank contests ${amount} of order ${number}. The cooperative is looking after it; until it is decided, nothing is paid out to you for this order. Keep what shows the hand-over: a signed slip, messages, photographs.`,
      steward: (number, amount) => `The buyer’s bank contests ${amount} of order ${number}.`,
    },
    lost: {
      subject: (number) => `Order ${number}: payment taken back`,
      supplier: (number, amount) =>
        `The buyer’s bank has taken back ${amount} of order ${number}. Do not hand over what is not handed over yet: nothing pays for it. The order’s page says what is left of it; you can free the stock there.`,
      steward: (number, amount) =>
        `The buyer’s bank has taken back ${amount} of order ${number}. Its suppliers bear it in proportion to what each still had; the case waits for somebody to put it away.`,
    },
    won: {
      subject: (number) => `Order ${number}: dispute won`,
      supplier: (number, amount) =>
        `The dispute of ${amount} on order ${number} is closed in our favour. The order goes on, and what you are owed is paid out.`,
      steward: (number, amount) =>
        `The dispute of ${amount} on order ${number} is closed in our favour. Transfers go on.`,
    },
    answerBefore: (day) => `To be answered before ${day}.`,
  },
  cancelled: {
    subject: (number: string) => `Order ${number}: cancelled by the buyer`,
    text: (number: string) =>
      `The buyer has cancelled the following in order ${number}. The stock and the booked time are yours again.`,
  },
  refused: {
    subject: (number: string, name: string) => `Order ${number}: ${name} cannot do it`,
    text: (name) => `${name} cannot do its part of the order.`,
  },
  returnAsked: {
    subject: (number: string) => `Order ${number}: a return is asked for`,
    text: (number: string) => `The buyer asks to give back part of order ${number}. Answer on the page of the order.`,
  },
  returnAnswered: {
    subject: (number: string, yes: boolean) => `Order ${number}: return ${yes ? 'accepted' : 'refused'}`,
    yes: (name, what) => `${name} has received what you returned: ${what}.`,
    no: (name, what, why) => `${name} refuses the return (${what}): ${why}`,
  },
  answered: {
    subject: (number, yes) => `Order ${number}: proposal ${yes ? 'accepted' : 'refused'}`,
    text: (number, yes) => `The buyer has ${yes ? 'accepted' : 'refused'} your proposal on order ${number}.`,
  },
  failed: {
    subject: (number) => `Order ${number}: payment declined`,
    text: 'The bank declined the payment. Nothing was charged and the stock is released. You can start again:',
  },
  onAccount: {
    subject: (number) => `Order ${number} confirmed`,
    text: (number, total, due) =>
      `Your order ${number} is confirmed (${total} incl. VAT), to be paid by bank transfer before ${due}.`,
  },
  paymentGivenBack: {
    subject: (number) => `Order ${number}: payment given back`,
    timeTaken: 'The time that you had chosen was no longer free when your payment came: nothing is booked.',
    text: (number, amount) =>
      `A payment of ${amount} for order ${number} could not be used: it came too late, or a second time. It is given back in full.`,
  },
  late: {
    subject: (number) => `Order ${number}: paid after the reservation`,
    text: 'Your payment arrived after the reservation ended. The stewards will write to you within two working days: a refund, or the order taken up again.',
  },
  search: {
    subject: (count: number, words: string) =>
      `${count === 1 ? 'A new offer' : `${count} new offers`}${words ? ` for “${words}”` : ' for your search'}`,
    text: (count: number) =>
      count === 1
        ? 'One offer answers a search that you saved, and did not yesterday:'
        : `${count} offers answer a search that you saved, and did not yesterday. Here are the first:`,
    all: (url: string) => `The whole search: ${url}`,
    stop: (url: string) => `Stop this e-mail, or delete the search: ${url}`,
  },
};
