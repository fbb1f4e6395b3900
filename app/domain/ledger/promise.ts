// The signed promise of a paid order: its entries will be in the log, at these places, a day later at the latest. Who
// keeps one can show an order that never entered. Safe in a browser, no crypto.
import { fromBase64 } from './base64.ts';
import { parseNote } from './note.ts';

export type PromisedEntry = { index: number; leaf: Uint8Array<ArrayBuffer> };
export type LedgerPromise = {
  origin: string;
  order: string;
  /** The buyer's orders are numbered from 1 on, without a gap. */
  number: number;
  at: string;
  /** RFC 3339: until then the entries are in a checkpoint that is served. */
  by: string;
  entries: PromisedEntry[];
};

/** The first line. Its blank is in no name of a log, so that a promise is never taken for a checkpoint. */
const promiseLine = (origin: string): string => `${origin} promise`;

/** The text that is signed: a line each for order, number, both times and each entry with the base64 of its leaf. */
export function promiseBody(
  promise: Omit<LedgerPromise, 'entries'> & { entries: readonly { index: number; leaf: string }[] },
): string {
  const { origin, order, number, at, by, entries } = promise;
  const lines = [promiseLine(origin), `order ${order}`, `number ${number}`, `at ${at}`, `by ${by}`];
  return `${[...lines, ...entries.map(({ index, leaf }) => `entry ${index} ${leaf}`)].join('\n')}\n`;
}

/** Null when the text is no promise. Does not check its signature. */
export function parsePromise(text: string): LedgerPromise | null {
  const note = parseNote(text);
  const [first, ...lines] = note?.body.trimEnd().split('\n') ?? [];
  const origin = /^(\S+) promise$/.exec(first ?? '')?.[1];
  const [order, number, at, by] = ['order', 'number', 'at', 'by'].map((name, n) => {
    const line = lines[n] ?? '';
    return line.startsWith(`${name} `) ? line.slice(name.length + 1) : null;
  });
  const entries = lines.slice(4).map(parseEntryLine);
  if (!origin || !order || !/^[1-9]\d{0,8}$/.test(number ?? '') || !isTime(at) || !isTime(by)) return null;
  if (entries.length === 0 || entries.some((entry) => entry === null)) return null;
  return { origin, order, number: Number(number), at: at!, by: by!, entries: entries as PromisedEntry[] };
}

function parseEntryLine(line: string): PromisedEntry | null {
  const parts = /^entry (0|[1-9]\d{0,14}) (\S+)$/.exec(line);
  const leaf = parts && fromBase64(parts[2]!);
  return parts && leaf?.length === 32 ? { index: Number(parts[1]), leaf } : null;
}

function isTime(text: string | null | undefined): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text ?? '') && !Number.isNaN(Date.parse(text!));
}
