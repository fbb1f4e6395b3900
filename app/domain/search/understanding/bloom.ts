// A set of words in few bytes: a Bloom filter. It knows every word that was added, and takes about one in a thousand
// others for a known one (Bloom 1970; two hashes make the others, Kirsch and Mitzenmacher 2006). Pure.

/** Bits for each word, and how many of them a word sets: 0.1 % of other words pass. */
const bitsPerWord = 14;
const hashes = 10;

export function makeFilter(known: Iterable<string>, size: number): Uint8Array {
  const filter = new Uint8Array(Math.ceil((size * bitsPerWord) / 8));
  for (const word of known) for (const bit of bitsOf(word, filter.length * 8)) filter[bit >>> 3]! |= 1 << (bit & 7);
  return filter;
}

/** False: never added. True: added, or one of the few that look so. */
export function isInFilter(filter: Uint8Array, word: string): boolean {
  for (const bit of bitsOf(word, filter.length * 8)) if ((filter[bit >>> 3]! & (1 << (bit & 7))) === 0) return false;
  return true;
}

function bitsOf(word: string, size: number): number[] {
  const [first, second] = [hashOf(word, 0x811c9dc5), hashOf(word, 0x9747b28c) | 1];
  return Array.from({ length: hashes }, (_, i) => ((first + Math.imul(i, second)) >>> 0) % size);
}

/** FNV-1a, 32 bits, with a last mixing (MurmurHash3's) because short words differ in few bits. */
function hashOf(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
