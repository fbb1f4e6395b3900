// Faults of an installation that its operator can mend, each as one sentence; anything else is a fault of ours.
import { findOwnValue } from '#app/domain/shared/own-value.ts';

type SystemError = Error & { code?: string; path?: string };

const sentences: Record<string, (where: string) => string> = {
  EACCES: (where) => `${where} belongs to another user, or may not be read or written.`,
  EPERM: (where) => `${where} may not be changed by this user.`,
  EROFS: (where) => `${where} is on a file system that is mounted read-only.`,
  ENOENT: (where) => `${where} is not there and cannot be made.`,
  ENOTDIR: (where) => `${where} is not in a folder: a part of its path is a file.`,
  EEXIST: (where) => `${where} is a file, and a folder is needed.`,
  ENOSPC: (where) => `No space is left for ${where}.`,
  SQLITE_CANTOPEN: () => 'The database cannot be opened: its folder or its file may not be read or written.',
  SQLITE_READONLY: () => 'The database may not be written: its file, its folder or the disk is read-only.',
  SQLITE_NOTADB: () => 'The file of the database is no SQLite database.',
  SQLITE_CORRUPT: () => 'The database is damaged: restore a copy.',
  SQLITE_FULL: () => 'No space is left for the database.',
  SQLITE_BUSY: () => 'The database is held by another program, such as a shell of sqlite3 in a transaction.',
};

/** The sentence for an error of the start or of a command; null when it is none of the operator's. */
export function setupSentence(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error.name === 'SetupError') return error.message;
  const { code = '', path = 'The data folder (HALLE_DATA)' }: SystemError = error;
  // SQLite says more of the same kind after a second underscore, as SQLITE_READONLY_DIRECTORY does.
  const kind = /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code;
  return findOwnValue(sentences, kind)?.(path) ?? null;
}
