import { formatDate, formatDateTime, formatMoney, formatNumber, pluralForm } from '../format.ts';
import type { flash as fr } from '../fr/flash.ts';
import { buying } from './buyer-basket.ts';
import { common } from './common.ts';
import { receivables } from './steward-receivables.ts';

const refund = (cents: number, payment: keyof typeof common.givenBack) =>
  common.givenBack[payment](formatMoney(cents, 'en'));

/** The declared score before and after, in tenths of a point. */
const moved = (from: number, to: number) =>
  from === to
    ? 'Nothing moved: a stronger proof counts already, or the value changes nothing.'
    : `“Declared” went from ${formatNumber(from / 10, 'en', 1)} to ${formatNumber(to / 10, 'en', 1)}.`;

export const flash: typeof fr = {
  'books.agreed': (at) => `Reconciled on ${formatDateTime(at, 'en')}: both books agree, to the cent.`,
  'books.differ': (count) =>
    pluralForm(count, 'en', 'difference, opened as a case below.', 'differences, opened as cases below.'),
  'books.case-changed': () => 'This case has changed in the meantime. Nothing was done.',
  'text.contested': () => 'Asked: a person will look at this text.',
  'text.withdrawn': () => 'This text is taken back. The last one that passed stays on show.',
  'text.not-now': () => 'The state of this text has changed.',
  'text.pending': () => 'Saved. A text waits for a look before it is shown.',
  'queue.decided': () => 'Decided.',
  'queue.decided-together': (count) => (count === 1 ? 'One proof is accepted.' : `${count} proofs are accepted.`),
  'queue.decided-last': () => 'Decided. That was the last one.',
  'receivables.changed': () => 'This amount has changed in the meantime. Nothing was done.',
  'receivables.statement': (entered) => receivables.entered(entered),
  'receivables.statement-changed': () => 'This statement changed in the meantime. Nothing was done.',
  'receivables.statement-undone': () => 'Undone: the entries of the statement are reversed.',
  'vat.changed': () => 'The new VAT regime holds from now on.',
  'vat.planned': (day) => `The VAT regime will change on ${formatDate(day, 'en')}.`,
  'vat.withdrawn': () => 'The planned change is withdrawn.',
  'vat.not-planned': () => 'No change is planned: it was made already, or somebody withdrew it.',
  'supplier.not-now': () => 'The stall has changed state in the meantime. This is where it is.',
  'steward.file-broken': () => 'This version is not published: see below what its file still has to say.',
  'steward.waits-for-second': () =>
    'Your decision is noted. Nothing is done yet: a second person must take it too, on the page “By two”.',
  'steward.proposal-ended': () => 'The proposal is put aside. Nothing was done.',
  'identity.asked': () =>
    'Saved. Name, form and address change when a steward has accepted it; until then the former ones stay in force.',
  'steward.not-now': () => 'Somebody has decided in the meantime. Nothing was done.',
  'part.handed-over': (missing) =>
    missing === 0
      ? 'Hand-over recorded: nothing is missing.'
      : `Hand-over recorded, with goods missing: ${formatMoney(missing, 'en')} will be given back to the buyer.`,
  'lending.out': () => 'Handed out. The borrower sees it on the page of the order.',
  'lending.claimed': () => 'Sum asked for: the borrower gets a letter.',
  'lending.claim-dropped': () => 'Dropped.',
  'lending.contested': () => 'Contested: the cooperative hears both of you.',
  'lending.back': (lateCents) =>
    lateCents === 0 ? 'Return noted.' : `Return noted, late: ${formatMoney(lateCents, 'en')} more, excl. VAT.`,
  'lending.inspected': () => 'Checked. The borrower gets a letter, and it can go out again.',
  'lending.missed': () => 'Noted: no one came. The buyer gets a letter.',
  'lending.lost': () => 'Noted as lost. No booking counts on this thing any more.',
  'lending.replaced': () => 'Noted: replaced. As many can be lent as before.',
  'lending.undone': () => 'Step undone.',
  'lending.not-now': () => 'This booking has changed meanwhile. Nothing was done.',
  'lending.word-kept': () => 'Your word is kept; the lender gets a letter.',
  'part.weighed': () => 'Weights saved. The amount follows at the hand-over.',
  'part.undone': () => 'Hand-over undone: the order is to be handed over again.',
  'part.amounts-changed': () => 'The amounts have changed in the meantime: read them again before you confirm.',
  'order.received': () => 'Thank you. The supplier is paid.',
  'order.free-later': () => 'Your free orders entered much in the ledger today. Go on tomorrow.',
  'order.received-later': () =>
    'Thank you. The sum is more than can be paid out today before its day: the supplier will be paid on the day that was planned, and you have nothing to do.',
  'order.new-code': () => 'Here is your new code; a letter tells it too.',
  'part.took-back': () => 'Return recorded, in the ledger too.',
  'part.gave-up': () => 'Loss recorded, in the ledger too.',
  'part.refused': () => 'Refused. The buyer is told and refunded.',
  'part.returned': () => 'Return recorded, buyer refunded.',
  'part.kept': () => 'Return refused, buyer told.',
  'offer.pictured': () => 'Photograph added. Its place and camera data are erased.',
  'part.not-now': () => 'This order has changed state in the meantime. Nothing was done.',
  'offers.changed': (changed) =>
    changed === 0 ? 'Nothing had changed.' : changed === 1 ? 'One offer changed.' : `${changed} offers changed.`,
  'evidence.sent': (from, to) =>
    `Received. The value counts as “declared” already; as “proven” once a steward has seen the document. ${moved(from, to)}`,
  'evidence.declared': (from, to) =>
    `Your declaration counts as “declared”; “proven” waits for a document. ${moved(from, to)}`,
  'evidence.not-now': () => 'This evidence has changed state in the meantime. Nothing was done.',
  'visit.not-now': () => 'This visit has changed state in the meantime. Nothing was done.',
  saved: () => 'Saved.',
  'order.payment-down': () => 'The payment service does not answer. Your order is kept; try again in a moment.',
  'order.payment-refused': () =>
    'The payment service refuses this order: it is not a failure, and trying again will not help. Go back to the basket, or write to the cooperative.',
  'order.credit': () =>
    'This order is more than the organisation may owe. Pay online, or ask the cooperative for a limit.',
  'order.overdue': () => 'An invoice of the organisation is overdue: pay it first, or pay this order online.',
  'closure.decided': (count) =>
    count === 1
      ? 'Days closed. Your decision is made and the buyer told.'
      : `Days closed. Your ${count} decisions are made and the buyers told.`,
  'order.cancelled': (cents, payment) => (cents > 0 ? `Cancelled. ${refund(cents, payment)}` : 'Cancelled.'),
  'order.proposal-accepted': (cents, payment) => (cents > 0 ? `Accepted. ${refund(cents, payment)}` : 'Accepted.'),
  'order.proposal-refused': () => 'Refused. The supplier is told.',
  'order.proposal-late': () => 'This proposal no longer waits for an answer.',
  'order.proposal-no-stock': () => 'This substitute is out of stock.',
  'order.return-asked': () => 'The supplier has received your request.',
  'order.not-now': () => 'This part of the order has changed in the meantime. Nothing was done.',
  'order.seats-begun': () => 'The session has begun: names no longer change.',
  'order.too-late': () => 'The time for it is over. Write to the supplier or to the cooperative.',
  'order.return-open': () => 'A return already waits for an answer on this line.',
  'role.invited': (state) =>
    ({
      sent: 'The letter has left: the person has two days to accept.',
      proposed: 'Proposal noted: another administrator consents, then the letter leaves.',
    })[state],
  'role.accepted': () => 'You hold this role. Sign in to use it.',
  'session.ended': () => 'That browser is signed out.',
  'session.others-ended': () => 'All other browsers are signed out.',
  'passkey.added': () => 'Passkey added.',
  'passkey.named': () => 'Name saved.',
  'passkey.removed': () => 'Passkey removed.',
  'passkey.refused': () => 'This passkey could not be verified. Try again, or sign in with your password.',
  'passkey.counter': () =>
    'This key may have been copied and is no longer accepted. Sign in by password and remove it.',
  'code.sent': () => 'A code is on its way to your address.',
  'account.opened': () => 'Your e-mail is confirmed, your account is open.',
  'account.letter-sent': () => 'The letter is leaving again. From now on its link alone is good.',
  'account.browser-known': () => 'This browser is known now. Sign in with your password.',
  'account.password-renewed': () => 'Your password is changed. Sign in.',
  'account.password-changed': () => 'Your password is changed.',
  'account.email-asked': () => 'A letter is leaving for the new e-mail: open its link, and it replaces the old one.',
  'account.email-changed': () => 'Your e-mail is changed. The old one is told.',
  'decision.ended': () =>
    'This decision waits for a signature no longer, or its form has changed. Nothing was decided.',
  'decision.not-signed': () => 'The signature could not be verified. Nothing is decided yet.',
  'account.closed': () => 'Your account is closed. Nothing here leads to you any more.',
  'basket.removed': (_offer, _quantity, _time) => 'Line removed.',
  'basket.not-restored': () => 'This line could not be put back: the offer has changed, or the basket is full.',
  'basket.gone': () => buying.basket.gone,
  'basket.plans-changed': () =>
    'The delivery plans have changed since this page: a round has filled up, or an hour has passed. Nothing is lost: choose again.',
  'basket.returned': (missing) =>
    missing === 0
      ? 'Nothing is paid. The order is undone, and its lines are back in your basket.'
      : `Nothing is paid. The order is undone; ${missing === 1 ? 'one offer is no longer on sale and is missing' : `${missing} offers are no longer on sale and are missing`} from the basket.`,
  'basket.missing': (missing) =>
    missing === 1
      ? 'One offer is no longer on sale and was left out.'
      : `${missing} offers are no longer on sale and were left out.`,
  'claim.reported': () => 'Thank you. A steward will answer in public.',
  'offer.reported': () => 'Thank you. A steward will look.',
  'offer.noticed': () => 'Noted: a letter will come when this offer can be ordered again.',
  'offer.notices-full': () =>
    'You wait for a hundred offers already: stop waiting for one, on the page of your searches.',
  'offer.can-be-had': () => 'This offer can be ordered now.',
  'search.saved': () => 'The search is saved. An e-mail will tell you what is new.',
  'search.full': () => 'Fifty searches are saved: delete one first.',
  'search.bad': () => 'This search is not possible; nothing was saved.',
  'compare.added': (count) => (count === 1 ? 'To compare. Tick one more offer.' : `To compare: ${count} offers.`),
  'compare.full': () => 'Four offers at most. Remove one to compare another.',
  'compare.gone': () => 'This offer is no longer on sale.',
  'compare.removed': () => 'Removed from the comparison.',
  'compare.cleared': () => 'Nothing left to compare.',
  'list.kept': () => 'Kept among your favourites.',
  'list.full': () => 'Your favourites hold two hundred lines. Remove some to keep something else.',
  'list.line-removed': (_line) => 'Line removed.',
  'list.removed': (name, _id) => `The list “${name}” is deleted.`,
  'list.in-basket': (added, left) =>
    `${pluralForm(added, 'en', 'line', 'lines')} in the basket.${left === '' ? '' : ` Left out: ${left}.`}`,
  'list.planned': (added, left, _before) =>
    `${pluralForm(added, 'en', 'line', 'lines')} of the plan in the basket.${left === '' ? '' : ` Left out: ${left}.`}`,
  'list.plan-undone': () => 'The plan is taken out of the basket.',
  'list.plan-changed': () => 'The plan has changed in the meantime. Here it is.',
  'list.read': (lines) => `${pluralForm(lines, 'en', 'line', 'lines')} read.`,
  'note.deleted': () => 'Note of choice deleted.',
  'note.attached': () => 'The note is part of the order.',
  'note.not-now': () => 'This note cannot join this order.',
  'search.removed': (name, _id) => `“${name}” is no longer saved.`,
  'team.not-now': () => 'The team has changed in the meantime. Here it is.',
  'team.invited': (email) => `Invitation sent to ${email}. The link holds for seven days, for this address alone.`,
  'team.joined': (name) => `Welcome: you are now in the team of ${name}.`,
  'team.taken': (name) => `Done: ${name} is now in your charge. A letter tells both of you.`,
  'team.declined': () => 'Invitation declined.',
  'organisation.siret-asked': () => 'Asked. A steward decides, and a letter tells you.',
  'team.left': (name) => `You are no longer in the team of ${name}.`,
  'team.offered': (name) => `Offered to ${name}. Nothing changes before they agree.`,
};
