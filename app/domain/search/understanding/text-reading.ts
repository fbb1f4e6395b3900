// The reading of a search: what of its words is a price, a day, a headcount and so on. Data and a pure function.
import { piecesOf, type TextPiece, typedOf } from './pieces.ts';
import { distancePatterns, peoplePatterns, quantityPatterns, sizePatterns, unitAlone } from './read-amounts.ts';
import type { ReadChip, ReadName } from './read-chip.ts';
import { dayPatterns } from './read-days.ts';
import { readingsBeside } from './read-hours.ts';
import { cheapest, isMoney, pricePatterns } from './read-prices.ts';
import { traitPatterns } from './read-traits.ts';

/** `pieces`: those that were not read, in their order. `text`: the same as typed. */
export type TextReading = { chips: readonly ReadChip[]; pieces: readonly TextPiece[]; text: string };

/** A span of the joined text that names one thing and so says nothing else: "new battery". */
export type IsNamed = (from: number, upTo: number) => boolean;

type Readings = readonly (readonly [ReadName, string])[];
type Rule = { pattern: RegExp; read: (match: RegExpExecArray, today: string) => Readings | null };

const rules: readonly Rule[] = [
  ...pricePatterns.map(({ pattern, readingsOf }) => ({
    pattern,
    read: (match: RegExpExecArray) =>
      isMoney(match[0]) || pattern === pricePatterns.at(-1)?.pattern ? readingsOf(match.slice(1)) : null,
  })),
  ...cheapest.map((pattern) => ({ pattern, read: (): Readings => [['sort', 'price']] })),
  ...dayPatterns.map(({ pattern, dayOf }) => ({
    pattern,
    read: (match: RegExpExecArray, today: string): Readings | null => {
      const found = dayOf(match.slice(1), today);
      return found && [[found.name, found.value], ...readingsBeside(match[0])];
    },
  })),
  ...[...distancePatterns, ...sizePatterns, ...peoplePatterns, ...quantityPatterns].map(({ pattern, readingsOf }) => ({
    pattern,
    read: (match: RegExpExecArray) => readingsOf(match.slice(1)),
  })),
  ...traitPatterns.map(({ pattern, readings }) => ({ pattern, read: () => readings })),
];

/** A reading beside a day is left off by itself: its words say nothing without the day. */
function isBesideDay(name: ReadName): boolean {
  return name === 'time' || name === 'free';
}

/**
 * Reads a text on a day (YYYY-MM-DD). Each name in `unread` stays among the words. The first rule that matches a word
 * reads it: each word is read once, and each reading is said once a value.
 */
export function readText(
  text: string,
  today: string,
  { unread = [], isNamed = () => false }: { unread?: readonly ReadName[]; isNamed?: IsNamed } = {},
): TextReading {
  const { pieces, joined } = piecesOf(text);
  const chips: ReadChip[] = [];
  let rest = joined;
  const cover = (from: number, length: number) => {
    // A sign that no pattern matches keeps every later place the same.
    rest = rest.slice(0, from) + '\u0001'.repeat(length) + rest.slice(from + length);
  };
  for (const { pattern, read } of rules)
    for (let at = 0; ; ) {
      const match = new RegExp(pattern, 'g');
      match.lastIndex = at;
      const found = match.exec(rest);
      if (!found) break;
      at = found.index + found[0].length;
      const readings = read(found, today);
      const isRead = readings && !readings.some(([name]) => unread.includes(name) && !isBesideDay(name));
      if (!isRead || isNamed(found.index, at)) continue;
      const own = pieces.filter((piece) => piece.from >= found.index && piece.upTo <= at);
      for (const [name, value] of readings)
        if (!unread.includes(name) && !chips.some((chip) => chip.name === name && chip.value === value))
          chips.push({ name, value, text: typedOf(own) });
      cover(found.index, found[0].length);
    }
  const alone = unitAlone.exec(rest);
  if (alone && /[a-z]/.test(rest.replace(alone[0], ''))) cover(alone.index, alone[0].length);
  const left = pieces.filter((piece) => rest[piece.from] !== '\u0001');
  return { chips, pieces: left, text: typedOf(left) };
}
