// Access rules as one table: route x method x intent -> who. Unlisted requests are refused. Objects are reached only
// through queries scoped by the actor (orders, baskets, suppliers), so "signed-in" never opens another person's data.
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { type SupplierRole, supplierRoles } from '#app/domain/suppliers/supplier.ts';
import { sellerAccess } from './access-seller.ts';
import { stewardAccess } from './access-steward.ts';

/**
 * `member` is a person of the supplier that the address names; who is none finds no page (404). A role of its team
 * stands for who holds it, and for its owners; without it a member is refused (403). `colleague` and `admin` are the
 * same for an organisation. `steward` and `administrator` are roles of the town.
 */
export type Access =
  | 'anyone'
  | 'signed-in'
  | 'stripe'
  | 'member'
  | SupplierRole
  | 'prepare or sell'
  | 'colleague'
  | 'admin'
  | 'steward'
  | 'administrator';
export type Rules = { read?: Access; write?: Access; intents?: Record<string, Access> };

const anyone = { read: 'anyone' } as const;

export const access = {
  root: anyone,
  'market/_index': anyone,
  'market/offers._index': anyone,
  'market/filters': anyone,
  'market/seasons': anyone,
  'market/suggest': anyone,
  'market/searches': {
    read: 'signed-in',
    write: 'signed-in',
    intents: { save: 'signed-in', remove: 'signed-in', mail: 'signed-in', unwait: 'signed-in' },
  },
  'market/offers.feed[.]xml': anyone,
  'market/offers.$slug': {
    ...anyone,
    write: 'anyone',
    intents: { add: 'anyone', book: 'anyone', preorder: 'anyone', notify: 'signed-in', report: 'signed-in' },
  },
  'market/suppliers._index': anyone,
  'market/suppliers.$slug': { ...anyone, write: 'signed-in', intents: { report: 'signed-in' } },
  'market/compare': anyone,
  'buyer/compare.offers': { ...anyone, write: 'signed-in', intents: { keep: 'signed-in' } },
  'buyer/compare.notes.$noteId': { read: 'signed-in', write: 'signed-in', intents: { delete: 'signed-in' } },
  'buyer/budgets._index': { read: 'signed-in', write: 'signed-in', intents: { add: 'signed-in' } },
  'buyer/budgets.$centreId._index': {
    read: 'signed-in',
    write: 'signed-in',
    intents: { allocate: 'signed-in', give: 'signed-in', change: 'signed-in' },
  },
  'buyer/budgets.$centreId.moves[.]csv': { read: 'signed-in' },
  'buyer/requests._index': { read: 'signed-in' },
  'buyer/requests.$requestId._index': {
    read: 'signed-in',
    write: 'signed-in',
    intents: { answer: 'signed-in', withdraw: 'signed-in', order: 'signed-in' },
  },
  'buyer/requests.rules.$organisationId': {
    read: 'signed-in',
    write: 'signed-in',
    intents: { add: 'signed-in', remove: 'signed-in', tolerance: 'signed-in', away: 'signed-in', back: 'signed-in' },
  },
  'buyer/lists._index': {
    read: 'signed-in',
    write: 'signed-in',
    intents: { create: 'signed-in', add: 'signed-in', restore: 'signed-in' },
  },
  'buyer/lists.$listId._index': {
    read: 'signed-in',
    write: 'signed-in',
    intents: {
      save: 'signed-in',
      add: 'signed-in',
      set: 'signed-in',
      up: 'signed-in',
      down: 'signed-in',
      remove: 'signed-in',
      restore: 'signed-in',
      basket: 'signed-in',
      delete: 'signed-in',
      paste: 'signed-in',
      choose: 'signed-in',
    },
  },
  'buyer/lists.$listId.plan': {
    read: 'signed-in',
    write: 'signed-in',
    intents: { basket: 'signed-in', undo: 'signed-in' },
  },
  'buyer/lists.$listId.lines[.]csv': { read: 'signed-in' },
  'buyer/compare.tray': { ...anyone, write: 'anyone', intents: { add: 'anyone', remove: 'anyone', clear: 'anyone' } },
  'buyer/basket': {
    ...anyone,
    write: 'anyone',
    intents: { set: 'anyone', remove: 'anyone', restore: 'anyone', deliver: 'anyone', plan: 'anyone' },
  },
  'buyer/checkout': { read: 'signed-in', write: 'signed-in' },
  'buyer/orders._index': { read: 'signed-in' },
  'buyer/orders.accounting[.]csv': { read: 'signed-in' },
  'buyer/orders.calendar': { read: 'signed-in' },
  'buyer/orders.month[.]zip': { read: 'signed-in' },
  'buyer/invoices.$invoiceId[.]pdf': { read: 'signed-in' },
  'buyer/orders.$orderId._index': {
    read: 'signed-in',
    write: 'signed-in',
    intents: {
      pay: 'signed-in',
      'to-basket': 'signed-in',
      again: 'signed-in',
      accept: 'signed-in',
      refuse: 'signed-in',
      return: 'signed-in',
      received: 'signed-in',
      'new-code': 'signed-in',
      'attach-note': 'signed-in',
      'say-condition': 'signed-in',
      'pay-claim': 'signed-in',
      'contest-claim': 'signed-in',
      'name-seats': 'signed-in',
    },
  },
  'buyer/orders.$orderId.cancel.$supplierId': {
    read: 'signed-in',
    write: 'signed-in',
    intents: { cancel: 'signed-in' },
  },
  'buyer/orders.$orderId.return': { read: 'signed-in' },
  'buyer/orders.$orderId.receipt': { read: 'signed-in' },
  'buyer/orders.$orderId.receipt[.]pdf': { read: 'signed-in' },
  'buyer/orders.$orderId.receipts.$line': { read: 'signed-in' },
  'buyer/orders.$orderId.published[.]json': { read: 'signed-in' },
  'buyer/statement._index': { read: 'signed-in' },
  'buyer/statement.$year._index': {
    read: 'signed-in',
    write: 'signed-in',
    intents: { 'food-family': 'signed-in', 'agec-line': 'signed-in', gift: 'signed-in' },
  },
  'buyer/statement.$year.entries': { read: 'signed-in' },
  'buyer/statement.$year.$file': { read: 'signed-in' },
  'town/robots[.]txt': anyone,
  'town/sitemap[.]xml': anyone,
  'town/sitemap.$file': anyone,
  'town/opensearch[.]xml': anyone,
  'town/manifest[.]webmanifest': anyone,
  'town/observatory': anyone,
  'town/other-origin': anyone,
  'town/open-data.$file': anyone,
  'town/ledger._index': anyone,
  'town/ledger.checkpoint._index': anyone,
  'town/ledger.checkpoint.pending': anyone,
  'town/ledger.policy': anyone,
  'town/ledger.today': anyone,
  'town/ledger.key': anyone,
  'town/ledger.keys': anyone,
  'town/ledger.tile.$': anyone,
  'town/ledger.feed[.]xml': anyone,
  'town/suppliers.$slug_.ledger[.]xml': anyone,
  'town/verify': anyone,
  'account/place': anyone,
  'town/method': anyone,
  'town/factors._index': anyone,
  'town/factors.$id': anyone,
  'town/ranking': anyone,
  'town/draws': anyone,
  'town/draws[.]json': anyone,
  'town/legal': anyone,
  'town/legal_.$document': anyone,
  'town/legal_.$document[.]pdf': anyone,
  'town/accessibility': anyone,
  'town/eco-design': anyone,
  'account/role-invitation': { ...anyone, write: 'anyone', intents: { accept: 'signed-in', join: 'anyone' } },
  'account/sign-in': { read: 'anyone', write: 'anyone' },
  'account/sign-in_.passkey': { read: 'anyone', write: 'anyone' },
  'account/sign-in_.letter': { read: 'anyone', write: 'anyone', intents: { ask: 'anyone', open: 'anyone' } },
  'account/sign-in_.again': {
    read: 'signed-in',
    write: 'signed-in',
    intents: { passkey: 'signed-in', password: 'signed-in', letter: 'signed-in', code: 'signed-in' },
  },
  'account/sign-up': { read: 'anyone', write: 'anyone' },
  'account/sign-out': { write: 'anyone' },
  'account/sign-up_.sent': { read: 'anyone', write: 'anyone' },
  'account/sign-up_.confirm': { read: 'anyone', write: 'anyone' },
  'account/password.forgotten': { read: 'anyone', write: 'anyone' },
  'account/password.new': { read: 'anyone', write: 'anyone' },
  'account/account_.name': { read: 'signed-in', write: 'signed-in' },
  'account/account_.addresses': {
    read: 'signed-in',
    write: 'signed-in',
    intents: { save: 'signed-in', remove: 'signed-in' },
  },
  'account/account_.password': { read: 'signed-in', write: 'signed-in' },
  'account/account_.email': { read: 'signed-in', write: 'signed-in' },
  'account/account_.email_.confirm': { read: 'anyone', write: 'anyone' },
  'account/account_.email_.undo': { read: 'anyone', write: 'anyone' },
  'account/account_.export[.]json': { read: 'signed-in' },
  'account/account_.export[.]zip': { read: 'signed-in' },
  'account/account_.forget': { read: 'signed-in', write: 'signed-in' },
  'account/account_.organisations.$organisationId': {
    read: 'colleague',
    write: 'colleague',
    intents: {
      save: 'admin',
      invite: 'admin',
      change: 'admin',
      remove: 'admin',
      withdraw: 'admin',
      offer: 'admin',
      siret: 'admin',
      public: 'admin',
      references: 'admin',
      leave: 'colleague',
    },
  },
  'account/account': { read: 'signed-in' },
  'account/account_.security': {
    read: 'signed-in',
    write: 'signed-in',
    intents: {
      end: 'signed-in',
      'end-others': 'signed-in',
      'add-passkey': 'signed-in',
      'rename-passkey': 'signed-in',
      'remove-passkey': 'signed-in',
    },
  },
  'account/account_.letters': { read: 'signed-in', write: 'signed-in' },
  'account/account_.calendars': {
    read: 'signed-in',
    write: 'signed-in',
    intents: { make: 'signed-in', revoke: 'signed-in' },
  },
  'account/letters.stop': { read: 'anyone', write: 'anyone' },
  'account/invitations': {
    ...anyone,
    write: 'signed-in',
    intents: { accept: 'signed-in', decline: 'signed-in' },
  },
  'account/preferences': { write: 'anyone' },
  'api/healthcheck': anyone,
  'api/calendar.$file': anyone,
  'api/metrics': anyone,
  'api/webhooks.stripe._index': { write: 'stripe' },
  'api/webhooks.stripe.connect': { write: 'stripe' },
  'api/api.v1.offers._index': anyone,
  'api/api.v1.offers.$slug': anyone,
  'api/api.v1.offers.$slug_.availability': anyone,
  'api/api.v1.suppliers._index': anyone,
  'api/api.v1.suppliers.$slug': anyone,
  'api/api.v1.categories': anyone,
  'api/api.v1.ledger.checkpoint': anyone,
  'api/api.v1.openapi[.]json': anyone,
  'api/api.$': anyone,
  'town/$': { read: 'anyone', write: 'anyone' },
  'market/sell': anyone,
  'town/town-map[.]svg': anyone,
  'town/[.]well-known.security[.]txt': anyone,
  'town/security._index': anyone,
  'market/images.$file': anyone,
  'town/evidence.$id': anyone,
  'account/visits.$visitId': {
    read: 'signed-in',
    write: 'signed-in',
    intents: { come: 'signed-in', decline: 'signed-in', sign: 'signed-in' },
  },
  ...sellerAccess,
  ...stewardAccess,
} as const satisfies Record<string, Rules>;

export type RouteName = keyof typeof access;

/** The roles of a supplier's team of which a rule asks one; empty for a rule of other people. */
export function supplierRolesOf(rule: Access): SupplierRole[] {
  return supplierRoles.filter((role) => rule.split(' or ').includes(role));
}

/** The rule of a route and method; undefined means denied. */
export function ruleOf(route: RouteName, method: string): Access | undefined {
  const rules: Rules = access[route];
  return rules[method === 'GET' || method === 'HEAD' ? 'read' : 'write'];
}

/** The rule of one intent of a route's form; undefined means denied. */
export function intentRule(route: RouteName, intent: string): Access | undefined {
  const { intents }: Rules = access[route];
  return findOwnValue(intents, intent);
}

/** The intents that a route's form can have. */
export type IntentOf<R extends RouteName> = (typeof access)[R] extends { intents: infer I } ? keyof I & string : never;
