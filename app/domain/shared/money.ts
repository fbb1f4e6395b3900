// Money is an integer of cents. Only this file adds, multiplies and allocates it.

export type Cents = number;

/** Sum of cents. Throws when an amount is not a safe integer. */
export function sum(amounts: readonly Cents[]): Cents {
  return amounts.reduce((total, amount) => total + cents(amount), 0);
}

/** `unitCents` times a whole quantity. */
export function multiplyCents(unitCents: Cents, quantity: number): Cents {
  return cents(cents(unitCents) * cents(quantity));
}

/** `unitCents` of one unit times thousandths of it, as grams of a price by the kilogram: rounded half up. */
export function multiplyThousandths(unitCents: Cents, thousandths: number): Cents {
  return cents(Math.floor((cents(cents(unitCents) * cents(thousandths)) + 500) / 1000));
}

/** Part of an amount in basis points (2000 = 20 %), rounded half away from zero. */
export function applyRate(amountCents: Cents, basisPoints: number): Cents {
  const product = cents(amountCents) * cents(basisPoints);
  return cents(Math.sign(product) * Math.floor((Math.abs(product) + 5000) / 10_000));
}

/**
 * Splits `totalCents` in proportion to `weights` so that the parts sum to the whole (largest remainder; ties go to
 * the first). Weights are integers >= 0; when all are zero the first part takes everything.
 */
export function allocate(totalCents: Cents, weights: readonly number[]): Cents[] {
  if (weights.length === 0) throw new RangeError('allocate: no weights');
  const sign = totalCents < 0 ? -1n : 1n;
  const total = BigInt(Math.abs(cents(totalCents)));
  const bigWeights = weights.map((weight) => {
    if (cents(weight) < 0) throw new RangeError('allocate: negative weight');
    return BigInt(weight);
  });
  const whole = bigWeights.reduce((a, b) => a + b, 0n);
  if (whole === 0n) return weights.map((_, i) => (i === 0 ? totalCents : 0));
  const parts = bigWeights.map((weight) => (total * weight) / whole);
  const byRemainder = bigWeights
    .map((weight, i) => ({ i, remainder: (total * weight) % whole }))
    .sort((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder > b.remainder ? -1 : 1));
  let left = Number(total - parts.reduce((a, b) => a + b, 0n));
  for (const { i } of byRemainder) {
    if (left-- <= 0) break;
    parts[i] = parts[i]! + 1n;
  }
  return parts.map((part) => Number(sign * part));
}

/**
 * VAT of the lines of one seller: computed once on the total of each rate, then allocated to the lines by largest
 * remainder, so that lines, rates and invoice agree to the cent. (CGI art. 242 nonies A allows rounding by rate.)
 * `vatOf` is the VAT of a total: on top of cents excl. VAT, unless it takes it out of cents incl. VAT.
 */
export function vatByLine(
  lines: readonly { cents: Cents; vatBasisPoints: number }[],
  vatOf: (cents: Cents, vatBasisPoints: number) => Cents = applyRate,
): Cents[] {
  const vat = new Array<Cents>(lines.length).fill(0);
  for (const rate of new Set(lines.map((line) => line.vatBasisPoints))) {
    const at = lines.flatMap((line, i) => (line.vatBasisPoints === rate ? [i] : []));
    const own = at.map((i) => lines[i]!.cents);
    const parts = allocate(vatOf(sum(own), rate), own);
    at.forEach((i, k) => {
      vat[i] = parts[k]!;
    });
  }
  return vat;
}

/** The VAT contained in cents incl. VAT: what is left of them after the net amount, rounded half up. */
export function vatWithin(grossCents: Cents, vatBasisPoints: number): Cents {
  const whole = 10_000 + vatBasisPoints;
  return cents(grossCents) - Math.floor((cents(2 * grossCents * 10_000) + whole) / (2 * whole));
}

function cents(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
  return value;
}
