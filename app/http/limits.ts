// Limits as one table beside the access table: route x intent -> how often. A new writing intent needs its row here
// too; `ordinary` is the right one for what a person may do all day and what changes only their own things.
// A form whose verb has bounds too (budgets, quotas, tries of a code) has its row all the same: a script is stopped
// here before the verb is asked.
import type { LimitClass } from '#app/domain/security/limit-classes.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { Access, access, IntentOf, RouteName } from './access.ts';

type WritingRoute = {
  [R in RouteName]: (typeof access)[R] extends { write: Access } ? R : never;
}[RouteName];
type RowOf<R extends RouteName> = [IntentOf<R>] extends [never] ? LimitClass : Record<IntentOf<R>, LimitClass>;

export const limits = {
  'market/searches': { save: 'ordinary', remove: 'ordinary', mail: 'ordinary' },
  'market/offers.$slug': { add: 'ordinary', report: 'petition' },
  'market/suppliers.$slug': { report: 'petition' },
  'buyer/basket': { set: 'ordinary', remove: 'ordinary', restore: 'ordinary', deliver: 'ordinary' },
  'buyer/checkout': 'order',
  'buyer/orders.$orderId._index': {
    pay: 'ordinary',
    'to-basket': 'ordinary',
    again: 'ordinary',
    accept: 'letter',
    refuse: 'letter',
    return: 'letter',
    received: 'letter',
    'new-code': 'letter',
  },
  'buyer/orders.$orderId.cancel.$supplierId': { cancel: 'letter' },
  'buyer/statement.$year._index': { 'food-family': 'ordinary', 'agec-line': 'ordinary', gift: 'ordinary' },
  'account/role-invitation': { accept: 'ordinary', join: 'account' },
  'account/sign-in': 'password',
  'account/sign-up': 'account',
  'account/sign-out': 'free',
  'account/sign-up_.sent': 'account',
  'account/sign-up_.confirm': 'password',
  'account/password.forgotten': 'password',
  'account/password.new': 'password',
  'account/account_.name': 'ordinary',
  'account/account_.addresses': { save: 'ordinary', remove: 'ordinary' },
  'account/account_.password': 'password',
  'account/account_.email': 'password',
  'account/account_.email_.confirm': 'password',
  'account/account_.email_.undo': 'password',
  'account/account_.forget': 'password',
  'account/account_.security': {
    end: 'ordinary',
    'end-others': 'ordinary',
    'add-passkey': 'ordinary',
    'rename-passkey': 'ordinary',
    'remove-passkey': 'ordinary',
  },
  'account/sign-in_.passkey': 'password',
  'account/sign-in_.letter': { ask: 'password', open: 'password' },
  'steward/sign.$decision': { letter: 'letter' },
  'account/sign-in_.again': { passkey: 'password', password: 'password', letter: 'letter', code: 'password' },
  'account/account_.organisations.$organisationId': {
    save: 'ordinary',
    invite: 'invitation',
    change: 'ordinary',
    remove: 'ordinary',
    withdraw: 'ordinary',
    offer: 'invitation',
    siret: 'petition',
    public: 'ordinary',
    leave: 'ordinary',
  },
  'account/account_.letters': 'ordinary',
  'account/letters.stop': 'ordinary',
  'account/invitations': { accept: 'ordinary', decline: 'ordinary' },
  'account/preferences': 'free',
  'api/webhooks.stripe._index': 'signed',
  'api/webhooks.stripe.connect': 'signed',
  'town/$': 'ordinary',
  'seller/joining/new': 'supplier',
  'seller/_index': {
    attest: 'ordinary',
    submit: 'petition',
    open: 'ordinary',
    pause: 'ordinary',
    reply: 'petition',
    registry: 'petition',
  },
  'seller/identity': 'ordinary',
  'seller/vat': { change: 'ordinary', withdraw: 'ordinary' },
  'seller/place': 'ordinary',
  'seller/delivery': 'ordinary',
  'seller/agreements': { sign: 'ordinary', withdraw: 'ordinary' },
  'seller/team': {
    invite: 'invitation',
    change: 'ordinary',
    remove: 'ordinary',
    withdraw: 'ordinary',
    offer: 'invitation',
    leave: 'ordinary',
  },
  'seller/offers._index': { table: 'ordinary' },
  'seller/offers.new': 'offer',
  'seller/offers.$offerId._index': {
    save: 'ordinary',
    publish: 'ordinary',
    unpublish: 'ordinary',
    archive: 'ordinary',
    restore: 'ordinary',
    duplicate: 'offer',
    'add-image': 'upload',
    'first-image': 'ordinary',
    'remove-image': 'ordinary',
  },
  'seller/offers.$offerId.stock': 'ordinary',
  'seller/import._index': 'import',
  'seller/import.$importId._index': { read: 'ordinary', things: 'ordinary', confirm: 'import', cancel: 'ordinary' },
  'seller/proofs.$criterion': { compute: 'ordinary', submit: 'evidence', withdraw: 'evidence', reply: 'petition' },
  'seller/texts': { contest: 'petition', withdraw: 'ordinary' },
  'seller/visits': { invite: 'invitation', date: 'letter', cancel: 'letter' },
  'account/visits.$visitId': { come: 'letter', decline: 'letter', sign: 'ordinary' },
  'seller/orders._index': { confirm: 'ordinary' },
  'seller/orders.$orderId.hand-over': 'ordinary',
  'seller/orders.$orderId._index': {
    confirm: 'ordinary',
    propose: 'letter',
    withdraw: 'ordinary',
    'undo-hand-over': 'ordinary',
    'take-back': 'ordinary',
    'give-up': 'ordinary',
    refuse: 'letter',
    'accept-return': 'letter',
    'refuse-return': 'letter',
  },
  'seller/payouts': 'ordinary',
  'steward/_index': { take: 'steward', leave: 'steward', accept: 'steward' },
  'steward/items.$item': { decide: 'steward' },
  'steward/books': {
    reconcile: 'steward',
    'give-back': 'steward',
    'take-up': 'steward',
    retry: 'steward',
    'put-away': 'steward',
  },
  'steward/letters': { resend: 'steward', dismiss: 'steward' },
  'steward/receivables': {
    received: 'steward',
    statement: 'steward',
    'paid-out': 'steward',
    'paid-back': 'steward',
    limit: 'steward',
  },
  'steward/receivables_.$statement': { columns: 'steward', enter: 'steward', undo: 'steward' },
  'steward/rounds': { set: 'steward' },
  'steward/suppliers.$supplier': {
    verify: 'steward',
    waive: 'steward',
    approve: 'steward',
    'send-back': 'steward',
    suspend: 'steward',
    lift: 'steward',
    exempt: 'steward',
    unexempt: 'steward',
    certify: 'steward',
  },
  'steward/factors': { publish: 'steward' },
  'steward/lines': { release: 'steward' },
  'steward/shares': { enter: 'steward' },
  'steward/method': { publish: 'steward' },
  'steward/decisions': { confirm: 'steward', end: 'steward' },
  'steward/sirets': { grant: 'steward' },
  'steward/roles': { propose: 'role', consent: 'role', withdraw: 'role', revoke: 'role' },
} as const satisfies { [R in WritingRoute]: RowOf<R> };

/** The class of a route's form, or of one of its intents; undefined for none, which is refused. */
export function limitClassOf(route: RouteName, intent: string | null): LimitClass | undefined {
  const row: LimitClass | Record<string, LimitClass> | undefined = findOwnValue(limits, route);
  if (typeof row === 'string') return intent === null ? row : undefined;
  return findOwnValue(row, intent);
}

/** Forms of other pages: their refusal is a page of its own, because the route has none that shows the form again. */
export const postedFromOtherPages: ReadonlySet<RouteName> = new Set(['market/searches', 'town/$']);
