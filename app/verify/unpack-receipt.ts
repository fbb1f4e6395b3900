// Receipts as the addresses of /verify hold them: after the `#`, which browsers never send to a server.
import { longReceipt, withOpeningLines } from '#app/domain/ledger/receipt.ts';

/** Characters; a receipt has about two thousand. */
export const longestReceipt = 64_000;

/** The receipt, and after a dot the opening of its figures. */
export async function unpackReceipt(packed: string): Promise<string> {
  const [receipt = '', ...openings] = await Promise.all(packed.split('.').map(unpack));
  return openings.length > 0 ? withOpeningLines(longReceipt(receipt), openings) : longReceipt(receipt);
}

async function unpack(packed: string): Promise<string> {
  const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  const packing = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const decoder = new TextDecoder();
  let text = '';
  for (const reader = packing.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
    if (text.length > longestReceipt) throw new RangeError('longer than any receipt');
  }
}
