// A fault in a file of our own (a method, the factors): the field, and one of a closed list of problems.
import type { z } from 'zod';

export const fileProblems = [
  'not-json',
  'missing',
  'unknown-key',
  'unknown-value',
  'unknown-reference',
  'not-text',
  'empty',
  'not-a-number',
  'not-whole',
  'not-a-list',
  'not-an-object',
  'not-yes-or-no',
  'not-a-day',
  'wrong-shape',
  'out-of-range',
  'too-few',
  'too-many',
  'not-ascending',
  'against-direction',
  'not-unique',
  'wrong-sum',
  'missing-text',
] as const;
export type FileProblem = (typeof fileProblems)[number];

/** `field` is a path in which an entry of a list is named by its `id`: `criteria.soc.governance.anchors`. */
export type FileFault = { field: string; problem: FileProblem };

/** A file as its type, or everything that is wrong with it. */
export type ParsedFile<T> = { ok: true; file: T } | { ok: false; faults: FileFault[] };

/** Never throws: whatever `file` is, the answer is the typed file or its faults. */
export function parseFile<T>(schema: z.ZodType<T>, file: unknown): ParsedFile<T> {
  const parsed = schema.safeParse(file);
  if (parsed.success) return { ok: true, file: parsed.data };
  return { ok: false, faults: parsed.error.issues.flatMap((issue) => faultsOf(issue, file)) };
}

/** The same for the text of a JSON file. */
export function parseJsonFile<T>(text: string, parse: (file: unknown) => ParsedFile<T>): ParsedFile<T> {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return { ok: false, faults: [{ field: 'the file', problem: 'not-json' }] };
  }
  return parse(file);
}

/** One fault in English, for the command line and the log: `criteria.soc.governance.anchors: not ascending`. */
export function faultSentence({ field, problem }: FileFault): string {
  return `${field}: ${problem.replaceAll('-', ' ')}`;
}

/** A problem that a schema's own check has found. `path` is relative to the value that is checked. */
export function fileIssue(problem: FileProblem, path: PropertyKey[] = []) {
  return { code: 'custom' as const, path, params: { problem }, message: problem };
}

type Issue = z.core.$ZodIssue;

function faultsOf(issue: Issue, file: unknown): FileFault[] {
  if (issue.code !== 'unrecognized_keys')
    return [{ field: fieldOf(issue.path, file), problem: problemOf(issue, file) }];
  return issue.keys.map((key) => ({ field: fieldOf([...issue.path, key], file), problem: 'unknown-key' }));
}

const expectedTypes: Record<string, FileProblem> = {
  string: 'not-text',
  number: 'not-a-number',
  int: 'not-whole',
  array: 'not-a-list',
  tuple: 'not-a-list',
  object: 'not-an-object',
  boolean: 'not-yes-or-no',
};

function problemOf(issue: Issue, file: unknown): FileProblem {
  if (valueAt(issue.path, file) === undefined && issue.code !== 'custom') return 'missing';
  switch (issue.code) {
    case 'invalid_type':
      return expectedTypes[issue.expected] ?? 'wrong-shape';
    case 'invalid_value':
      return 'unknown-value';
    case 'invalid_format':
      return issue.format === 'date' ? 'not-a-day' : 'wrong-shape';
    case 'too_small':
      return issue.origin === 'array' ? 'too-few' : issue.origin === 'string' ? 'empty' : 'out-of-range';
    case 'too_big':
      return issue.origin === 'array' ? 'too-many' : 'out-of-range';
    case 'custom':
      return fileProblems.find((problem) => problem === issue.params?.problem) ?? 'wrong-shape';
    default:
      return 'wrong-shape';
  }
}

/** The path in words: the `id` of a list's entry where it has one, otherwise its position. */
function fieldOf(path: readonly PropertyKey[], file: unknown): string {
  const names = path.map((key, i) => {
    const value = valueAt(path.slice(0, i + 1), file);
    const id = typeof key === 'number' && i < path.length - 1 ? valueAt(['id'], value) : undefined;
    return typeof id === 'string' && id !== '' ? id : String(key);
  });
  return names.join('.') || 'the file';
}

function valueAt(path: readonly PropertyKey[], value: unknown): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}
