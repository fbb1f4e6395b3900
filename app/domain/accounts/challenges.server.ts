// Challenges of passkeys: each is used once, within some minutes, for one purpose, by the browser or session that it
// was made for. They are signed instead of stored, so that asking for many fills nothing. The key lives with the
// process: a restart ends all challenges, and the person presses the button once more.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export type ChallengePurpose = 'register' | 'sign-in' | 'again';
/** `holder`: the id of the session, or before sign-in the token of the browser. */
export type ChallengeBinding = { purpose: ChallengePurpose; holder: string };

export const challengeMinutes = 5;

const key = randomBytes(32);
/** Used challenges, with the time in milliseconds after which they are worth nothing anyway. */
const spent = new Map<string, number>();
const [randomBytesLength, timeLength] = [16, 6];
const headLength = randomBytesLength + timeLength;

/** A new challenge, base64url. */
export function issueChallenge(now: Date, binding: ChallengeBinding): string {
  const end = Buffer.alloc(timeLength);
  end.writeUIntBE(now.getTime() + challengeMinutes * 60_000, 0, timeLength);
  const head = Buffer.concat([randomBytes(randomBytesLength), end]);
  return Buffer.concat([head, seal(head, binding)]).toString('base64url');
}

/** Uses a challenge. False if it is not ours, of another purpose or holder, too old, or was used before. */
export function spendChallenge(now: Date, challenge: string, binding: ChallengeBinding): boolean {
  const bytes = Buffer.from(challenge, 'base64url');
  const [head, mark] = [bytes.subarray(0, headLength), bytes.subarray(headLength)];
  const expected = seal(head, binding);
  if (mark.length !== expected.length || !timingSafeEqual(mark, expected)) return false;
  const end = head.readUIntBE(randomBytesLength, timeLength);
  const canonical = bytes.toString('base64url'); // the same bytes can be written with other trailing bits
  if (end <= now.getTime() || spent.has(canonical)) return false;
  for (const [old, over] of spent) if (over <= now.getTime()) spent.delete(old);
  spent.set(canonical, end);
  return true;
}

function seal(head: Buffer, { purpose, holder }: ChallengeBinding): Buffer {
  return createHmac('sha256', key).update(`${purpose}\0${holder}\0`).update(head).digest();
}
