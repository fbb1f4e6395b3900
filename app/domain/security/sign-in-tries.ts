// How failures at sign-in slow down. Pure.

/** From so many failures within a day only a browser that is known, or a letter, lets in. */
export const letterAfter = 10;
const freeTries = 3;
const longestSeconds = 15 * 60;

/** Seconds to wait after `failures` wrong passwords for one account: none for the first three, then doubling. */
export function accountWaitSeconds(failures: number): number {
  return failures < freeTries ? 0 : Math.min(longestSeconds, 2 ** (failures - freeTries + 1));
}

const busyAddress = 20;
const longestDelayMs = 3000;

/**
 * Milliseconds by which a try from an address is answered later, after `failures` within an hour. It is never refused:
 * a school, or everybody behind a proxy that is not named, is one address.
 */
export function addressDelayMs(failures: number): number {
  return Math.min(longestDelayMs, Math.max(0, failures - busyAddress) * 100);
}
