// A supplier's proposal as a sentence: another quantity, another offer, or another time.
import { readTime } from '#app/domain/calendar/booked-time.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatDate } from './format.ts';
import { formatTime } from './format-time.ts';
import type { Messages } from './messages.ts';

type Proposed = { quantity: number; bookedTime: string; answerBy: string | null };

/** `was`: quantity and name as they are now; `instead`: the name of the offer that is proposed. */
export function describeProposal(
  { quantity, bookedTime, answerBy }: Proposed,
  { was, instead }: { was: string; instead: string | null },
  t: Messages,
  locale: Locale,
): string {
  const { asked } = t.fulfilment;
  const time = readTime(bookedTime);
  if (time && answerBy) return asked.time(was, formatTime(time, t, locale), formatDate(answerBy, locale));
  if (instead) return asked.substitute(was, `${quantity} × ${instead}`);
  return quantity === 0 ? asked.nothing(was) : asked.shorter(was, quantity);
}
