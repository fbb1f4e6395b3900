// The lines of a buying list, and what can be done with them. Pure.

/** The roles that may change a list of an organisation; all of its people read it. */
export const listChangers = ['buy', 'admin'] as const;
export type ListChanger = (typeof listChangers)[number];

/** The most lists of a person or an organisation, and the most lines of a list. */
export const maxLists = 50;
export const maxListLines = 200;
export const maxLineText = 200;

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
};

export function shownLines(lines: readonly BuyingLine[]): BuyingLine[] {
  return lines.filter(({ isRemoved }) => !isRemoved);
}

/** Adds a line at the end; an offer that is there already keeps its line, with the quantity and text that are new. */
export function withLine(lines: readonly BuyingLine[], added: Omit<BuyingLine, 'id' | 'isRemoved'>): BuyingLine[] {
  const same = shownLines(lines).find(({ offerId }) => offerId !== null && offerId === added.offerId);
  if (same) {
    const { quantity, text } = added;
    return withChange(lines, same.id, { quantity: quantity ?? same.quantity, text: text || same.text });
  }
  return [...lines, { id: Math.max(0, ...lines.map(({ id }) => id)) + 1, ...added }];
}

export function withChange(
  lines: readonly BuyingLine[],
  lineId: number,
  change: Pick<BuyingLine, 'quantity' | 'text'>,
): BuyingLine[] {
  return lines.map((line) => (line.id === lineId ? { ...line, ...change } : line));
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
