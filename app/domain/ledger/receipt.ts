// C2SP tlog-proof: a receipt that anyone can verify without our server. Safe in a browser.
import { fromBase64, toBase64 } from './base64.ts';

export type LedgerReceipt = { index: number; extra: Uint8Array; proof: Uint8Array[]; checkpoint: string };

const header = 'c2sp.org/tlog-proof@v1';

/** Text of a `.tlog-proof` file: the entry in `extra`, its index, the proof hashes, a blank line, the checkpoint. */
export function formatReceipt(receipt: LedgerReceipt): string {
  const lines = [header, `extra ${toBase64(receipt.extra)}`, `index ${receipt.index}`, ...receipt.proof.map(toBase64)];
  return `${lines.join('\n')}\n\n${receipt.checkpoint}`;
}

/** Null when the text is not a `.tlog-proof` file. */
export function parseReceipt(text: string): LedgerReceipt | null {
  const cut = text.indexOf('\n\n');
  if (cut === -1) return null;
  const [first, extra, index, ...hashes] = text.slice(0, cut).split('\n');
  if (first !== header || !extra?.startsWith('extra ') || !/^index (0|[1-9]\d{0,14})$/.test(index ?? '')) return null;
  const entry = fromBase64(extra.slice(6));
  const proof = hashes.map(fromBase64);
  if (!entry || proof.length > 63 || proof.some((hash) => hash?.length !== 32)) return null;
  return {
    index: Number(index!.slice(6)),
    extra: entry,
    proof: proof as Uint8Array[],
    checkpoint: text.slice(cut + 2),
  };
}

/** The opening of one commitment of the entry: `figures` or `private`, a salt, and the canonical text. */
export type ReceiptOpening = { name: 'figures' | 'private'; salt: Uint8Array; text: string };

/** A receipt and, after a blank line, the openings of its entry's commitments: a line each. */
export function openedReceipt(receipt: string, openings: readonly ReceiptOpening[]): string {
  return withOpeningLines(receipt, openings.map(openingLine));
}

export function openingLine({ name, salt, text }: ReceiptOpening): string {
  return `${name} ${toBase64(salt)} ${text}`;
}

export function withOpeningLines(receipt: string, lines: readonly string[]): string {
  return `${receipt}\n${lines.map((line) => `${line}\n`).join('')}`;
}

/** The receipt in a text and its openings: none for a plain receipt. Null when an opening cannot be read. */
export function splitOpened(text: string): { receipt: string; openings: ReceiptOpening[] } | null {
  const cut = text.lastIndexOf('\n\n');
  const last = text.slice(cut + 2).trimEnd();
  if (cut === -1 || !/^(figures|private) /.test(last)) return { receipt: text, openings: [] };
  const openings = last.split('\n').map(parseOpening);
  return openings.some((one) => one === null)
    ? null
    : { receipt: text.slice(0, cut + 1), openings: openings as ReceiptOpening[] };
}

function parseOpening(line: string): ReceiptOpening | null {
  const parts = /^(figures|private) (\S+) (\{.*\})$/.exec(line);
  const salt = parts && fromBase64(parts[2]!);
  return parts && salt?.length === 32 ? { name: parts[1] as ReceiptOpening['name'], salt, text: parts[3]! } : null;
}

/**
 * The same with the entry as plain text instead of base64: it compresses to half the size and fits into a
 * printed QR code.
 */
export function shortReceipt(text: string): string {
  return text.replace(/^extra (.*)$/m, (line, extra: string) => {
    const entry = fromBase64(extra);
    return entry ? `entry ${new TextDecoder().decode(entry)}` : line;
  });
}

/** Expands a short receipt to its `.tlog-proof` text; any other text is returned unchanged. */
export function longReceipt(text: string): string {
  return text.replace(/^entry (.*)$/m, (_, entry: string) => `extra ${toBase64(new TextEncoder().encode(entry))}`);
}
