// The forms before which people show again who they are, if they did not within ten minutes: money, roles, keys, another
// e-mail and the end of the account. The form that was typed is kept and comes back filled. A change of the password is
// not here: it asks the password itself, or a passkey within those minutes.
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { IntentOf, RouteName } from './access.ts';

type AgainRules = { [R in RouteName]?: [IntentOf<R>] extends [never] ? true : readonly IntentOf<R>[] };

/** `true`: the one form of a page. */
const againRules = {
  'account/account_.email': true,
  'account/account_.forget': true,
  'account/account_.security': ['add-passkey', 'remove-passkey'],
  'account/account_.organisations.$organisationId': ['invite', 'change', 'remove', 'offer', 'siret'],
  'seller/payouts': true,
  'seller/team': ['invite', 'change', 'remove', 'offer'],
  'steward/books': ['give-back', 'take-up', 'put-away'],
  'steward/receivables': ['received', 'paid-out', 'paid-back', 'limit'],
  'steward/roles': ['propose', 'consent', 'revoke'],
} satisfies AgainRules;

export function asksAgain(route: RouteName, intent: string | null): boolean {
  const rule: true | readonly string[] | undefined = findOwnValue(againRules, route);
  return rule === true || (rule ?? []).includes(intent ?? '');
}
