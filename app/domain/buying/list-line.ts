// The lines of a buying list, and what can be done with them. Pure.
import type { LineReading } from './list-reading.ts';

/** The roles that may change a list of an organisation; all of its people read it. */
export const listChangers = ['buy', 'admin'] as const;
export type ListChanger = (typeof listChangers)[number];

/** The most lists of a person or an organisation, and the most lines of a list. */
export const maxLists = 50;
export const maxListLines = 200;
export const maxLineText = 200;

/**
 * The need that the words of a line say, as the search reads them: offers of one thing, measured in `unit`. `milli`: thousandths of it
 * in all, null where no amount is said. To choose among: `thing` and `unit` are null.
 */
export type LineNeed = {
  reading: Exclude<LineReading, 'unknown'>;
  thing: string | null;
  unit: string | null;
  milli: number | null;
  offers: number[];
};

/**
 * `offerId`: null for a line that names its thing in words alone. `quantity`: packs; null where none is said. `isRemoved`:
 * a removal that can be undone until the next one.
 */
export type BuyingLine = {
  id: number;
  offerId: number | null;
  quantity: number | null;
  text: string;
  isRemoved?: true;
  /** Of a line of words that are understood. */
  need?: LineNeed;
};
export type NewLine = Omit<BuyingLine, 'id' | 'isRemoved'>;

export function shownLines(lines: readonly BuyingLine[]): BuyingLine[] {
  return lines.filter(({ isRemoved }) => !isRemoved);
}

/** Adds a line at the end; an offer that is there already keeps its line, with the quantity and text that are new. */
export function withLine(lines: readonly BuyingLine[], added: NewLine): BuyingLine[] {
  const same = shownLines(lines).find(({ offerId }) => offerId !== null && offerId === added.offerId);
  if (same) {
    const { quantity, text } = added;
    return withChange(lines, same.id, { quantity: quantity ?? same.quantity, text: text || same.text });
  }
  return withLines(lines, [added]);
}

/** Adds lines at the end, each as it is: none is lost, of an offer that is there already neither. */
export function withLines(lines: readonly BuyingLine[], added: readonly NewLine[]): BuyingLine[] {
  const last = Math.max(0, ...lines.map(({ id }) => id));
  return [...lines, ...added.map((line, i) => ({ id: last + i + 1, ...line }))];
}

/** A line is what was chosen for it, in its place. */
export function withChosen(lines: readonly BuyingLine[], lineId: number, chosen: NewLine): BuyingLine[] {
  return lines.map((line) => (line.id === lineId ? { id: line.id, ...chosen } : line));
}

export function withChange(
  lines: readonly BuyingLine[],
  lineId: number,
  change: Pick<BuyingLine, 'quantity' | 'text'>,
): BuyingLine[] {
  return lines.map((line) => (line.id === lineId ? changedLine(line, change) : line));
}

/** The quantity of a need is in its unit. */
function changedLine(line: BuyingLine, change: Pick<BuyingLine, 'quantity' | 'text'>): BuyingLine {
  if (!line.need?.thing) return { ...line, ...change };
  const milli = change.quantity === null ? null : change.quantity * 1000;
  return { ...line, text: change.text || line.text, need: { ...line.need, milli } };
}

/** Marks a line as removed; the one that was removed before it is gone. */
export function withoutLine(lines: readonly BuyingLine[], lineId: number): BuyingLine[] {
  return shownLines(lines).map((line) => (line.id === lineId ? { ...line, isRemoved: true } : line));
}

/** Takes the last removal of this line back. */
export function withRestored(lines: readonly BuyingLine[], lineId: number): BuyingLine[] {
  return lines.map(({ isRemoved, ...line }) => (isRemoved && line.id !== lineId ? { ...line, isRemoved } : line));
}

/** Moves a line one place up (-1) or down (1) among those that are shown; at an end it stays. */
export function withMoved(lines: readonly BuyingLine[], lineId: number, by: -1 | 1): BuyingLine[] {
  const shown = shownLines(lines);
  const from = shown.findIndex(({ id }) => id === lineId);
  const to = from + by;
  if (from < 0 || to < 0 || to >= shown.length) return [...lines];
  [shown[from], shown[to]] = [shown[to]!, shown[from]!];
  return shown;
}
