// Sets of slots as bits, 32 slots to a word: a set of 100,000 offers is read in some three thousand steps. The words
// are signed, because JavaScript computes with signed words without a conversion.

/** A set of slots; slot n is bit n % 32 of word n / 32. */
export type Bits = Int32Array;

export function bitsLength(slots: number): number {
  return (slots + 31) >>> 5;
}

export function makeBits(slots: number): Bits {
  return new Int32Array(bitsLength(slots));
}

export function addBit(bits: Bits, slot: number): void {
  bits[slot >>> 5]! |= 1 << (slot & 31);
}

export function removeBit(bits: Bits, slot: number): void {
  bits[slot >>> 5]! &= ~(1 << (slot & 31));
}

export function hasBit(bits: Bits, slot: number): boolean {
  return ((bits[slot >>> 5]! >>> (slot & 31)) & 1) === 1;
}

/** Number of bits that are set in a word (Hacker's Delight, 5-1). */
export function bitsOfWord(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export function countBits(bits: Bits): number {
  let count = 0;
  for (let w = 0; w < bits.length; w++) {
    const word = bits[w]!;
    if (word !== 0) count += bitsOfWord(word);
  }
  return count;
}

/** Number of slots that are in both sets; `other` may be longer. */
export function countBoth(bits: Bits, other: Bits): number {
  let count = 0;
  for (let w = 0; w < bits.length; w++) {
    const word = bits[w]! & other[w]!;
    if (word !== 0) count += bitsOfWord(word);
  }
  return count;
}

/** Number of slots of the set from `from` to before `to`. */
export function countRange(bits: Bits, from: number, to: number): number {
  if (from >= to) return 0;
  const [first, last] = [from >>> 5, (to - 1) >>> 5];
  const [begun, ended] = [-1 << (from & 31), -1 >>> (31 - ((to - 1) & 31))];
  if (first === last) return bitsOfWord(bits[first]! & begun & ended);
  let count = bitsOfWord(bits[first]! & begun) + bitsOfWord(bits[last]! & ended);
  for (let w = first + 1; w < last; w++) count += bitsOfWord(bits[w]!);
  return count;
}

/** Adds the slots from `from` to before `to`. */
export function addRange(bits: Bits, from: number, to: number): void {
  if (from >= to) return;
  const [first, last] = [from >>> 5, (to - 1) >>> 5];
  const [begun, ended] = [-1 << (from & 31), -1 >>> (31 - ((to - 1) & 31))];
  if (first === last) {
    bits[first]! |= begun & ended;
    return;
  }
  bits[first]! |= begun;
  for (let w = first + 1; w < last; w++) bits[w] = -1;
  bits[last]! |= ended;
}

/** Keeps in `bits` only what is also in `other`, which may be longer. */
export function keepBoth(bits: Bits, other: Bits): Bits {
  for (let w = 0; w < bits.length; w++) bits[w]! &= other[w]!;
  return bits;
}

/** Adds the slots of `other` to `bits`; `other` may be longer. */
export function addAll(bits: Bits, other: Bits): Bits {
  for (let w = 0; w < bits.length; w++) bits[w]! |= other[w]!;
  return bits;
}

/** Turns the set into the slots that were not in it. */
export function invert(bits: Bits): Bits {
  for (let w = 0; w < bits.length; w++) bits[w] = ~bits[w]!;
  return bits;
}

/** Writes the slots of the set from `from` to before `to`, increasing, at `at` of `into`; returns the next free place. */
export function writeSlots(bits: Bits, from: number, to: number, into: Int32Array, at: number): number {
  if (from >= to) return at;
  const [first, last] = [from >>> 5, (to - 1) >>> 5];
  let next = at;
  for (let w = first; w <= last; w++) {
    let word = bits[w]!;
    if (w === first) word &= -1 << (from & 31);
    if (w === last) word &= -1 >>> (31 - ((to - 1) & 31));
    for (; word !== 0; word &= word - 1) into[next++] = (w << 5) + 31 - Math.clz32(word & -word);
  }
  return next;
}

/** The nth slot of the set, counted from 0 at slot `from`; there must be one. */
export function nthSlot(bits: Bits, from: number, nth: number): number {
  let left = nth;
  let w = from >>> 5;
  let word = bits[w]! & (-1 << (from & 31));
  for (let count = bitsOfWord(word); count <= left; count = bitsOfWord(word)) {
    left -= count;
    word = bits[++w]!;
  }
  for (; left > 0; left--) word &= word - 1;
  return (w << 5) + 31 - Math.clz32(word & -word);
}
