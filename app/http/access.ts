// Who may do what, as one table: route x method x intent -> who. What is not listed is refused. Objects are reached only
// through queries scoped by the actor (orders, baskets, stalls), so that "signed-in" never means "anybody's".

/**
 * `member` and `owner` work at the stall that the address names; to anybody else it does not exist. `steward` and
 * `administrator` are roles of the town.
 */
export type Access = 'anyone' | 'signed-in' | 'stripe' | 'member' | 'owner' | 'steward' | 'administrator';
export type AccessMethod = 'read' | 'write';
export type Rules = { read?: Access; write?: Access; intents?: Record<string, Access> };

const anyone = { read: 'anyone' } as const;
const member = { read: 'member' } as const;
const steward = { read: 'steward' } as const;

export const access = {
  root: anyone,
  _index: anyone,
  'offers._index': anyone,
  filters: anyone,
  suggest: anyone,
  searches: {
    read: 'signed-in',
    write: 'signed-in',
    intents: { save: 'signed-in', remove: 'signed-in', mail: 'signed-in' },
  },
  'offers.$slug': { read: 'anyone', write: 'anyone' },
  'suppliers._index': anyone,
  'suppliers.$slug': { ...anyone, write: 'signed-in', intents: { report: 'signed-in' } },
  compare: anyone,
  basket: { read: 'anyone', write: 'anyone' },
  checkout: { read: 'signed-in', write: 'signed-in' },
  'orders._index': { read: 'signed-in' },
  'orders.accounting[.]csv': { read: 'signed-in' },
  'orders.calendar': { read: 'signed-in' },
  'orders.month[.]zip': { read: 'signed-in' },
  'invoices.$invoiceId[.]pdf': { read: 'signed-in' },
  'orders.$orderId._index': { read: 'signed-in', write: 'signed-in' },
  'orders.$orderId.return': { read: 'signed-in' },
  'orders.$orderId.receipt': { read: 'signed-in' },
  'orders.$orderId.receipt[.]pdf': { read: 'signed-in' },
  'orders.$orderId.receipts.$line': { read: 'signed-in' },
  'statement._index': { read: 'signed-in' },
  'statement.$year._index': { read: 'signed-in' },
  'statement.$year.entries': { read: 'signed-in' },
  'statement.$year.$file': { read: 'signed-in' },
  observatory: anyone,
  'open-data.$file': anyone,
  'ledger._index': anyone,
  'ledger.checkpoint': anyone,
  'ledger.key': anyone,
  'ledger.keys': anyone,
  'ledger.tile.$': anyone,
  'ledger.feed[.]xml': anyone,
  verify: anyone,
  place: anyone,
  method: anyone,
  'factors._index': anyone,
  'factors.$id': anyone,
  ranking: anyone,
  legal: anyone,
  accessibility: anyone,
  'eco-design': anyone,
  'sign-in': { read: 'anyone', write: 'anyone' },
  'sign-up': { read: 'anyone', write: 'anyone' },
  'sign-out': { write: 'anyone' },
  'account_.forget': { read: 'signed-in', write: 'signed-in' },
  account: { read: 'signed-in' },
  preferences: { write: 'anyone' },
  healthcheck: anyone,
  'webhooks.stripe._index': { write: 'stripe' },
  'webhooks.stripe.connect': { write: 'stripe' },
  'api.v1.offers._index': anyone,
  'api.v1.offers.$slug': anyone,
  'api.v1.suppliers._index': anyone,
  'api.v1.suppliers.$slug': anyone,
  'api.v1.categories': anyone,
  'api.v1.ledger.checkpoint': anyone,
  'api.v1.openapi[.]json': anyone,
  $: { read: 'anyone', write: 'anyone' },

  sell: anyone,
  'town-map[.]svg': anyone,
  'supplier._index': { read: 'signed-in' },
  'supplier.new': { read: 'signed-in', write: 'signed-in' },
  'supplier.invitations.$token': { read: 'signed-in', write: 'signed-in' },
  'supplier.$slug._index': {
    ...member,
    write: 'member',
    intents: { attest: 'owner', submit: 'owner', open: 'owner', pause: 'owner', reply: 'owner', registry: 'owner' },
  },
  'supplier.$slug.identity': { ...member, write: 'owner' },
  'supplier.$slug.place': { ...member, write: 'owner' },
  'supplier.$slug.delivery': { ...member, write: 'owner' },
  'supplier.$slug.team': {
    ...member,
    write: 'owner',
    intents: { invite: 'owner', remove: 'owner', withdraw: 'owner' },
  },
  'supplier.$slug.offers._index': { ...member, write: 'member', intents: { table: 'member' } },
  'supplier.$slug.offers.new': { ...member, write: 'member' },
  'supplier.$slug.offers.$offerId._index': {
    ...member,
    write: 'member',
    intents: {
      save: 'member',
      publish: 'member',
      unpublish: 'member',
      archive: 'member',
      restore: 'member',
      duplicate: 'member',
      'add-image': 'member',
      'remove-image': 'member',
    },
  },
  'supplier.$slug.offers.$offerId.preview': member,
  'images.$file': anyone,
  'supplier.$slug.import._index': { ...member, write: 'member' },
  'supplier.$slug.import.$importId._index': {
    ...member,
    write: 'member',
    intents: { read: 'member', confirm: 'member', cancel: 'member' },
  },
  'supplier.$slug.import.$importId.refused[.]csv': member,
  'supplier.$slug.export[.]csv': member,
  'supplier.$slug.proofs._index': member,
  'supplier.$slug.proofs.$criterion': {
    ...member,
    write: 'member',
    intents: { submit: 'member', withdraw: 'member', reply: 'member' },
  },
  'evidence.$id': anyone,
  'supplier.$slug.visits': {
    ...member,
    write: 'member',
    intents: { invite: 'owner', date: 'member', cancel: 'owner' },
  },
  'visits.$visitId': {
    read: 'signed-in',
    write: 'signed-in',
    intents: { come: 'signed-in', decline: 'signed-in', sign: 'signed-in' },
  },

  'supplier.$slug.orders._index': { ...member, write: 'member', intents: { confirm: 'member' } },
  'supplier.$slug.orders.$orderId': {
    ...member,
    write: 'member',
    intents: {
      confirm: 'member',
      propose: 'member',
      withdraw: 'member',
      'hand-over': 'member',
      'take-back': 'member',
      'give-up': 'member',
      refuse: 'member',
      'accept-return': 'member',
      'refuse-return': 'member',
    },
  },
  'supplier.$slug.orders.picking': member,
  'supplier.$slug.orders.slips': member,
  'supplier.$slug.sales._index': member,
  'supplier.$slug.sales.impact': member,
  'supplier.$slug.sales[.]csv': member,
  'supplier.$slug.payouts': { ...member, write: 'owner' },

  'steward._index': { ...steward, write: 'steward', intents: { take: 'steward', leave: 'steward' } },
  'steward.items.$item': { ...steward, write: 'steward', intents: { decide: 'steward' } },
  'steward.books': {
    ...steward,
    write: 'steward',
    intents: {
      reconcile: 'steward',
      'give-back': 'steward',
      'take-up': 'steward',
      retry: 'steward',
      'put-away': 'steward',
    },
  },
  'steward.receivables': {
    ...steward,
    write: 'steward',
    intents: {
      received: 'steward',
      statement: 'steward',
      'paid-out': 'steward',
      'paid-back': 'steward',
      limit: 'steward',
    },
  },
  'steward.rounds': { ...steward, write: 'steward', intents: { set: 'steward' } },
  'steward.suppliers._index': steward,
  'steward.suppliers.$supplier': {
    ...steward,
    write: 'steward',
    intents: {
      verify: 'steward',
      waive: 'steward',
      approve: 'steward',
      'send-back': 'steward',
      suspend: 'steward',
      lift: 'steward',
      exempt: 'steward',
      unexempt: 'steward',
    },
  },
  'steward.draws': steward,
  'steward.factors': { ...steward, write: 'administrator', intents: { publish: 'administrator' } },
  'steward.method': { ...steward, write: 'administrator', intents: { publish: 'administrator' } },
  'steward.roles': {
    ...steward,
    write: 'administrator',
    intents: { grant: 'administrator', revoke: 'administrator' },
  },
} as const satisfies Record<string, Rules>;

export type RouteName = keyof typeof access;

/** The rule of a route and method; undefined denies. */
export function ruleOf(route: RouteName, method: string): Access | undefined {
  const rules: Rules = access[route];
  return rules[method === 'GET' || method === 'HEAD' ? 'read' : 'write'];
}

/** The rule of one intent of a route's form; undefined denies. */
export function intentRule(route: RouteName, intent: string): Access | undefined {
  const { intents }: Rules = access[route];
  return intents && Object.hasOwn(intents, intent) ? intents[intent] : undefined;
}

/** The intents that a route's form may have. */
export type IntentOf<R extends RouteName> = (typeof access)[R] extends { intents: infer I } ? keyof I & string : never;
