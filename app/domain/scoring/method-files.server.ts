// The method files that come with the code. A version never changes: an order keeps the one of its day.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultSentence, type ParsedFile, parseJsonFile } from '#app/domain/shared/file-fault.ts';
import { parseMethod } from './method-file.ts';
import { type Method, refOf } from './scoring-method.ts';

export const methodsFolder = 'app/domain/scoring/methods';
/** The version that is active until an administrator publishes another. */
export const firstMethodRef = 'mv112-impact/1.0.0-draft.1';

export type MethodFile = { name: string } & ParsedFile<Method>;

/** Every file of the folder, sound or broken, by name. Of two files with one reference the second is broken. */
export function readMethodFiles(folder = methodsFolder): MethodFile[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const known = new Set<string>();
  return names.sort().map((name): MethodFile => {
    const parsed = readMethodFile(join(folder, name));
    if (!parsed.ok) return { name, ...parsed };
    const ref = refOf(parsed.file);
    if (known.has(ref)) return { name, ok: false, faults: [{ field: 'version', problem: 'not-unique' }] };
    known.add(ref);
    return { name, ...parsed };
  });
}

/** Throws the file system's error when there is no such file. */
export function readMethodFile(path: string): ParsedFile<Method> {
  return parseJsonFile(readFileSync(path, 'utf8'), parseMethod);
}

/** The sound versions of the folder, by reference. */
export function readMethods(folder = methodsFolder): Map<string, Method> {
  return new Map(readMethodFiles(folder).flatMap((one) => (one.ok ? [[refOf(one.file), one.file]] : [])));
}

/** Throws when no sound file has the reference; the message names the broken files and their fields. */
export function requireMethod(ref: string, folder = methodsFolder): Method {
  const method = readMethods(folder).get(ref);
  if (method) return method;
  const broken = readMethodFiles(folder).flatMap((one) =>
    one.ok ? [] : one.faults.map((fault) => `${one.name}: ${faultSentence(fault)}`),
  );
  throw new Error([`the method ${ref} is in force, and its file is not in ${folder}`, ...broken].join('\n'));
}
