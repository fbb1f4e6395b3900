// The method files that come with the code. A version never changes: an order keeps the one of its day.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { faultSentence, type ParsedFile, parseFile, parseJsonFile } from '#app/domain/shared/file-fault.ts';
import { parseMethod } from './method-file.ts';
import { type Method, refOf } from './scoring-method.ts';

export const methodsFolder = 'app/domain/scoring/methods';
/** The version that a new town begins with: it is active until an administrator publishes another. */
export const firstMethodRef = 'mv112-impact/1.1.0-draft.1';
export const firstMethodFile = join(methodsFolder, 'mv112-impact-1.1.0-draft.1.json');

/** `ref` of a broken file is what it says of itself, if it says so. */
export type MethodFile = { name: string; ref: string | null } & ParsedFile<Method>;

/** Every file of the folder, sound or broken, by name. Of two files with one reference the second is broken. */
export function readMethodFiles(folder = methodsFolder): MethodFile[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const known = new Set<string>();
  return names.sort().map((name): MethodFile => {
    const text = readFileSync(join(folder, name), 'utf8');
    const parsed = parseJsonFile(text, parseMethod);
    if (!parsed.ok) return { name, ref: claimedRef(text), ...parsed };
    const ref = refOf(parsed.file);
    if (known.has(ref)) return { name, ref, ok: false, faults: [{ field: 'version', problem: 'not-unique' }] };
    known.add(ref);
    return { name, ref, ...parsed };
  });
}

/** Throws the file system's error when there is no such file. */
export function readMethodFile(path: string): ParsedFile<Method> {
  return parseJsonFile(readFileSync(path, 'utf8'), parseMethod);
}

/** A broken file can still say which version it wants to be. */
function claimedRef(text: string): string | null {
  const claim = z.object({ method_id: z.string(), version: z.string() });
  const parsed = parseJsonFile(text, (file) => parseFile(claim, file));
  return parsed.ok ? refOf(parsed.file) : null;
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
