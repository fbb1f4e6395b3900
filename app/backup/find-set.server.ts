// Finds the set that a command is to read.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '#db/setup-error.ts';
import { manifestFile } from './backup-manifest.ts';
import { sealedSuffix } from './sealed-set.server.ts';

/** `folder` itself if it is a set, else the newest set in it, sealed or not. Throws SetupError if there is none. */
export function findNewestSet(folder: string): string {
  if (!existsSync(folder)) throw new SetupError(`There is no folder ${folder}.`);
  if (isSealed(folder) || existsSync(join(folder, manifestFile))) return folder;
  const newest = readdirSync(folder)
    .filter((name) => /^halle-\d{8}T\d{9}Z(\.tar\.gz\.age)?$/.test(name))
    .sort()
    .at(-1);
  if (!newest) throw new SetupError(`${folder} holds no backup.`);
  return join(folder, newest);
}

export function isSealed(path: string): boolean {
  return path.endsWith(sealedSuffix);
}
