// Work arrays of one search, lent from one buffer: made for each search, they would cost more than what is done
// with them, and now and then a collection of all memory.

export type Scratch = { buffer: Int32Array; used: number; missing: number };

export function makeScratch(): Scratch {
  return { buffer: new Int32Array(0), used: 0, missing: 0 };
}

/** Takes back everything that was lent: the answer of a search holds none of it. */
export function clearScratch(scratch: Scratch): void {
  if (scratch.missing > 0) scratch.buffer = new Int32Array(scratch.used + scratch.missing);
  scratch.used = 0;
  scratch.missing = 0;
}

/** An array of zeros. Beyond the buffer it is made for this search alone, and the next one has a larger buffer. */
export function lendArray(scratch: Scratch, length: number): Int32Array {
  const lent = lendUnset(scratch, length);
  return lent.fill(0);
}

/** A copy of the values. */
export function lendCopy(scratch: Scratch, values: Int32Array): Int32Array {
  const lent = lendUnset(scratch, values.length);
  lent.set(values);
  return lent;
}

function lendUnset(scratch: Scratch, length: number): Int32Array {
  if (scratch.used + length > scratch.buffer.length) {
    scratch.missing += length;
    return new Int32Array(length);
  }
  scratch.used += length;
  return scratch.buffer.subarray(scratch.used - length, scratch.used);
}
