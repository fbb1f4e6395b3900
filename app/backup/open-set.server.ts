// A set to read, wherever it stands: as a folder, or sealed in a file that is opened into a folder of its own first.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '#db/setup-error.ts';
import { isSealed } from './find-set.server.ts';
import { openSealed, readIdentities } from './sealed-set.server.ts';

/**
 * Does `work` with the folder of a set. A sealed one needs the file of an `identity`, and is opened in `scratch`, from
 * where it is removed afterwards. Throws SetupError when it does not open.
 */
export async function withOpenSet<T>(
  path: string,
  { identity, scratch }: { identity: string | undefined; scratch: string },
  work: (set: string) => Promise<T>,
): Promise<T> {
  if (!isSealed(path)) return work(path);
  if (identity === undefined)
    throw new SetupError(`${path} is encrypted: name the file of its key by --identity FILE.`);
  const identities = await readIdentities(identity);
  const folder = await mkdtemp(join(scratch, 'halle-opened-'));
  try {
    return await work(await openSealed(path, identities, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
