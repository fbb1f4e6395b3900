// Settings that the processes of one data folder must agree about: compared by a few bytes of their hash, so that no
// secret of one process lies in the database.
import { createHash } from 'node:crypto';

/** Each process may have its own: where it listens, how much it logs, and what the commands of backups read. */
const ownSettings = ['HOST', 'PORT', 'STAND_IN_PORT', 'HALLE_DATA', 'LOG_LEVEL', 'METRICS_TOKEN', 'LEDGER_COPY_MARK'];

/** Short hashes of the settings that must agree, by name; one that is not set has none. */
export function hashSharedSettings(settings: Record<string, unknown>): Record<string, string> {
  const shared = Object.entries(settings).filter(
    ([name, value]) => value !== undefined && !ownSettings.includes(name) && !name.startsWith('BACKUP_'),
  );
  return Object.fromEntries(shared.map(([name, value]) => [name, hashOf(`${name}=${JSON.stringify(value)}`)]));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
