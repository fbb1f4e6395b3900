// Who may do what, as one table: route x method. What is not listed is refused. Objects are reached only through
// queries scoped by the actor (orders, baskets), so that "signed-in" never means "anybody's".

export type Access = 'anyone' | 'signed-in' | 'stripe';
export type Method = 'read' | 'write';

export const access = {
  root: { read: 'anyone' },
  _index: { read: 'anyone' },
  'offers._index': { read: 'anyone' },
  'offers.$slug': { read: 'anyone', write: 'anyone' },
  'suppliers._index': { read: 'anyone' },
  'suppliers.$slug': { read: 'anyone' },
  compare: { read: 'anyone' },
  basket: { read: 'anyone', write: 'anyone' },
  checkout: { read: 'signed-in', write: 'signed-in' },
  'orders._index': { read: 'signed-in' },
  'orders.$orderId._index': { read: 'signed-in', write: 'signed-in' },
  'orders.$orderId.return': { read: 'signed-in' },
  'orders.$orderId.receipts.$line': { read: 'signed-in' },
  'ledger._index': { read: 'anyone' },
  'ledger.checkpoint': { read: 'anyone' },
  'ledger.key': { read: 'anyone' },
  'ledger.tile.$': { read: 'anyone' },
  place: { read: 'anyone' },
  method: { read: 'anyone' },
  ranking: { read: 'anyone' },
  legal: { read: 'anyone' },
  accessibility: { read: 'anyone' },
  'eco-design': { read: 'anyone' },
  'sign-in': { read: 'anyone', write: 'anyone' },
  'sign-up': { read: 'anyone', write: 'anyone' },
  'sign-out': { write: 'anyone' },
  account: { read: 'signed-in' },
  preferences: { write: 'anyone' },
  healthcheck: { read: 'anyone' },
  'webhooks.stripe': { write: 'stripe' },
  'api.v1.offers._index': { read: 'anyone' },
  'api.v1.offers.$slug': { read: 'anyone' },
  'api.v1.suppliers._index': { read: 'anyone' },
  'api.v1.suppliers.$slug': { read: 'anyone' },
  'api.v1.categories': { read: 'anyone' },
  'api.v1.ledger.checkpoint': { read: 'anyone' },
  'api.v1.openapi[.]json': { read: 'anyone' },
  $: { read: 'anyone', write: 'anyone' },
} as const satisfies Record<string, Partial<Record<Method, Access>>>;

export type RouteName = keyof typeof access;

/** The rule of a route and method; undefined denies. */
export function ruleOf(route: RouteName, method: string): Access | undefined {
  const rules: Partial<Record<Method, Access>> = access[route];
  return rules[method === 'GET' || method === 'HEAD' ? 'read' : 'write'];
}
