// Random identifiers: not guessable in URLs, and easy to read out over the telephone where people say them.

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; // Crockford base 32: no I, L, O, U

/**
 * `prefix_` and 16 characters of base 32 (80 random bits): a name, not a key. Whoever guesses one still needs the right to
 * see what it names; a million guesses a second among a million ids find one in 38,000 years. Rows repeat it hundreds of
 * times an order.
 */
export function newId(prefix: string): string {
  return `${prefix}_${randomBase32(16)}`;
}

/** The same with 130 random bits, for an id that is itself the right to what it names, such as a basket's in a cookie. */
export function newBearerId(prefix: string): string {
  return `${prefix}_${randomBase32(26)}`;
}

/** Six characters such as 7QK-4M2, for people. Not unique by itself: the database must enforce it. */
export function newOrderNumber(): string {
  const code = randomBase32(6);
  return `${code.slice(0, 3)}-${code.slice(3)}`;
}

/** Four characters that a buyer says when the goods change hands. */
export function newHandOverCode(): string {
  return randomBase32(4);
}

function randomBase32(length: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => alphabet[byte & 31]).join('');
}
