// Times of a day behind a day in typed text, in French and English: "matin", "l'après-midi", "de 9 h à 12 h", "2 to 4 pm";
// and the words that ask for what is free then. Pure.
import { writeAskedHours } from '#app/domain/calendar/free-times.ts';
import type { ReadName } from './read-chip.ts';

/** Words of a text that asks for what is free on a day; they are read beside a day alone. */
export const isFreeWord = 'libres?|disponibles?|dispos?|free|available';

const morning = 'matin|matinee|morning';
const afternoon = 'apres midi|afternoon';
const others = 'midi|soir|soiree|noon|evening|night';
const minutes = '00|15|30|45';
/** Behind the hours of a reading of the clock: "9 h", "9 h30", "9 30", "2 pm". */
const tail = `h(?: ?(?:${minutes}))?|heures?|(?:(?:${minutes}) )?(?:am|pm)|(?:${minutes})`;
const reading = String.raw`\d{1,2} (?:${tail})`;
const between = '(?:a|au|et|to|and|until|jusqu a)';

/** May stand behind a day: a part of it, or two readings of the clock. The first may leave its unit to the second. */
export const hoursBehind = String.raw`(?: (?:(?:a|au|l|le|la|in the|at|at the) )?(?:${morning}|${afternoon}|${others}))?(?: (?:(?:de|entre|from|between) )?(?:${reading}|\d{1,2}(?= ${between})) (?:${between} )?${reading})?`;

const pair = new RegExp(String.raw`(\d{1,2})(?: (${tail}))? (?:${between} )?(\d{1,2}) (${tail})$`);

/** The readings that a matched day has beside it: the time of the day, and whether only what is free is asked for. */
export function readingsBeside(matched: string): (readonly [ReadName, string])[] {
  const text = matched.replace(new RegExp(`(?:^| )(?:${isFreeWord})(?= |$)`, 'g'), '').trim();
  const time = timeOf(text);
  return [
    ...(time === null ? [] : ([['time', time]] as const)),
    ...(text === matched ? [] : ([['free', 'yes']] as const)),
  ];
}

function timeOf(text: string): string | null {
  const [, first = '', firstTail = '', last = '', lastTail = ''] = pair.exec(text) ?? [];
  if (last !== '') {
    const to = quarterOf(last, lastTail, lastTail);
    const from = quarterOf(first, firstTail, firstTail || lastTail);
    // "11 to 2 pm" begins in the morning.
    const begins = from !== null && to !== null && from >= to && !firstTail ? from - 48 : from;
    return begins === null || to === null || begins < 0 || begins >= to ? null : writeAskedHours(begins, to);
  }
  if (new RegExp(`(?:^| )(?:${morning})$`).test(text)) return 'morning';
  return new RegExp(`(?:^| )(?:${afternoon})$`).test(text) ? 'afternoon' : null;
}

/** In quarters of the clock; null for what is no time. `half`: words that say am or pm. */
function quarterOf(hours: string, tail: string, half: string): number | null {
  const quarters = Number(/\d\d/.exec(tail)?.[0] ?? 0) / 15;
  const hour = Number(hours);
  const isTwelve = /am|pm/.test(half);
  if (hour > (isTwelve ? 12 : 24)) return null;
  const of24 = isTwelve ? (hour % 12) + (half.includes('pm') ? 12 : 0) : hour;
  const quarter = of24 * 4 + quarters;
  return quarter <= 96 ? quarter : null;
}
