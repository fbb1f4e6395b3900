import { hash, verify } from '@node-rs/argon2';
import type { Ctx } from '#app/domain/shared/context.ts';
import { loadCommonPasswords } from './common-passwords.server.ts';
import { findPasswordFault, type PasswordFault } from './password-faults.ts';

// OWASP: argon2id, 19 MiB, two passes. At most two hashes at once, so that a login burst cannot exhaust the memory.
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const atOnce = 2;

let running = 0;
const waiting: (() => void)[] = [];

/** Whether a stored hash was made with other settings than today's. */
export function isOutdatedHash(stored: string): boolean {
  const { memoryCost, timeCost, parallelism } = options;
  return !stored.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`);
}

export function hashPassword(password: string): Promise<string> {
  return queued(() => hash(password, options));
}

/** Takes the same time for an unknown account (null) or an anonymised one (empty) as for a known one. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const against = stored || (await decoy);
  return (await queued(() => verify(against, password, options))) && Boolean(stored);
}

let decoy: Promise<string> | undefined;

async function queued<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/** The fault for which a password is refused; null if it may be chosen. `person`: their name, address, organisation. */
export async function findFaultOf(
  { town }: Pick<Ctx, 'town'>,
  password: string,
  person: readonly string[],
): Promise<PasswordFault | null> {
  const place = ['halle', town.name, town.hub.name, ...town.communes.map(({ name }) => name)];
  return findPasswordFault(password, { common: await loadCommonPasswords(), person, place });
}
