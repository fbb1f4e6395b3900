// C2SP tlog-proof: a receipt that a stranger can check without us. Safe in a browser.

export type Receipt = { index: number; extra: Uint8Array; proof: Uint8Array[]; checkpoint: string };

const header = 'c2sp.org/tlog-proof@v1';

/** Text of a `.tlog-proof` file: the entry in `extra`, its index, the proof hashes, a blank line, the checkpoint. */
export function formatReceipt(receipt: Receipt): string {
  const lines = [header, `extra ${toBase64(receipt.extra)}`, `index ${receipt.index}`, ...receipt.proof.map(toBase64)];
  return `${lines.join('\n')}\n\n${receipt.checkpoint}`;
}

/** Null when the text is not such a file. */
export function parseReceipt(text: string): Receipt | null {
  const cut = text.indexOf('\n\n');
  if (cut === -1) return null;
  const [first, extra, index, ...hashes] = text.slice(0, cut).split('\n');
  if (first !== header || !extra?.startsWith('extra ') || !/^index \d+$/.test(index ?? '')) return null;
  try {
    const proof = hashes.map(fromBase64);
    if (proof.some((hash) => hash.length !== 32)) return null;
    return {
      index: Number(index!.slice(6)),
      extra: fromBase64(extra.slice(6)),
      proof,
      checkpoint: text.slice(cut + 2),
    };
  } catch {
    return null; // not base64: not a receipt
  }
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Strict: the one spelling of these bytes, or a TypeError. Two receipts that read alike are the same receipt. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  if (toBase64(bytes) !== text) throw new TypeError('not canonical base64');
  return bytes;
}
