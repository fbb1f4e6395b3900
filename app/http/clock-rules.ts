// The forms that go on while the clock of the machine is wrong: they date nothing that stays. All others wait, because
// what they enter would be dated before or after its time, in invoices and in the ledger, for ever.
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { IntentOf, RouteName } from './access.ts';

type ClockRules = { [R in RouteName]?: true | readonly IntentOf<R>[] };

/** `true`: every form of the page. */
const goOn = {
  'account/preferences': true,
  'account/sign-in': true,
  'account/sign-in_.passkey': true,
  'account/sign-in_.letter': true,
  'account/sign-in_.again': true,
  'account/sign-out': true,
  'account/letters.stop': true,
  'buyer/basket': true,
  // A steward says that the clock is right, and signs it.
  'steward/books': ['put-away'],
  'steward/sign.$decision': true,
} satisfies ClockRules;

export function waitsForClock(route: RouteName, intent: string | null): boolean {
  const rule: true | readonly string[] | undefined = findOwnValue(goOn, route);
  return rule !== true && !(rule ?? []).includes(intent ?? '');
}
