// JSON texts of which each order makes several, kept packed (docs/decisions/063-packed-texts.md). The first byte says how:
// a brace or a bracket is the text itself; below 32 it names a template, whose holes follow; from 128 it names a dictionary,
// and raw deflate against it follows. Templates cost about a microsecond, which a log of 100,000 entries can bear; deflate
// is smaller and slower, for what is read a document at a time. SQL reads both with `unpacked(column)`.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type Database from 'better-sqlite3';
import { customType } from 'drizzle-orm/sqlite-core';
import { type DictionaryName, dictionaryNames, packingDictionaries } from './packing-dictionaries.ts';
import { type PackedTemplate, packingTemplates, type TemplateGroup } from './packing-templates.ts';

const firstDictionary = 128;
const separator = '\u0001';
/** Fragments that are one character in the packed form: two of the row beside it, its subject, and JSON's constants. */
const marks = { event: '\u0002', at: '\u0003', subject: '\u0004', null: '\u0005', false: '\u0006', true: '\u0007' };
const constants = new Map<string, string>([
  ['null', marks.null],
  ['false', marks.false],
  ['true', marks.true],
]);
const constantOf = new Map([...constants].map(([text, mark]) => [mark, text]));
// biome-ignore lint/suspicious/noControlCharactersInRegex: the marks and the separator are such characters
const control = /[\u0000-\u001f]/;
const sha256Hex = /^[0-9a-f]{64}$/;

/** The columns of a row that its packed text repeats. */
export type RowTexts = { event: string; at: string };

/** Packs the text of an entry by the template that it fits, beside its row; without one it stays as it is. */
export function packEntry(text: string, row: RowTexts): Buffer {
  const [template] = packingTemplates.entry;
  const fragments = control.test(text) ? null : fragmentsOf(template, text);
  return fragments ? joined(template, fragments, row) : Buffer.from(text);
}

/** Packs a text without hashes by the first template of the group that it fits: again a text, which is read faster. */
export function packByTemplate(group: Exclude<TemplateGroup, 'entry'>, text: string): string {
  if (control.test(text)) return text;
  for (const { id, ...template } of packingTemplates[group]) {
    const fragments = fragmentsOf({ id, ...template }, text);
    if (fragments) return String.fromCharCode(id) + fragments.map((one) => constants.get(one) ?? one).join(separator);
  }
  return text;
}

/** The texts in the holes; null when the text does not fit. Whatever a hole holds, the same text comes out again. */
function fragmentsOf({ pieces, isHash }: PackedTemplate, text: string): string[] | null {
  const fragments: string[] = [];
  const last = pieces.length - 1;
  if (!text.startsWith(pieces[0]!) || !text.endsWith(pieces[last]!)) return null;
  let from = pieces[0]!.length;
  for (let i = 1; i <= last; i++) {
    const to = i === last ? text.length - pieces[i]!.length : text.indexOf(pieces[i]!, from);
    if (to < from) return null;
    const fragment = text.slice(from, to);
    if (isHash[i - 1] && !sha256Hex.test(fragment)) return null;
    fragments.push(fragment);
    from = to + pieces[i]!.length;
  }
  return fragments;
}

function joined({ id, isHash }: PackedTemplate, fragments: readonly string[], row: RowTexts): Buffer {
  const texts: string[] = [];
  const binary: Buffer[] = [Buffer.of(id)];
  for (const [hole, fragment] of fragments.entries()) {
    if (!isHash[hole]) texts.push(markOf(fragment, row));
    else binary.push(Buffer.from(fragment, 'hex'));
  }
  return Buffer.concat([...binary, Buffer.from(texts.join(separator))]);
}

function markOf(fragment: string, row: RowTexts): string {
  if (fragment === row.event) return marks.event;
  if (fragment === row.at) return marks.at;
  if (fragment === subjectOf(row.event)) return marks.subject;
  return constants.get(fragment) ?? fragment;
}

function subjectOf(event: string): string {
  return event.slice(0, event.indexOf(':'));
}

function filled({ pieces, isHash, hashes }: PackedTemplate, packed: Buffer, event: string, at: string): string {
  const texts = packed.toString('utf8', 1 + 32 * hashes).split(separator);
  if (texts.length !== pieces.length - 1 - hashes) return packed.toString();
  let text = pieces[0]!;
  let [hash, next] = [1, 0];
  for (let hole = 0; hole < pieces.length - 1; hole++) {
    if (isHash[hole]) {
      text += packed.toString('hex', hash, hash + 32);
      hash += 32;
    } else text += unmarked(texts[next++]!, event, at);
    text += pieces[hole + 1]!;
  }
  return text;
}

function refilled(text: string): string {
  const pieces = templatesById[text.charCodeAt(0)]?.pieces;
  const fragments = text.slice(1).split(separator);
  if (pieces?.length !== fragments.length + 1) return text;
  let whole = pieces[0]!;
  for (const [hole, fragment] of fragments.entries()) {
    const isMark = fragment.length === 1 && fragment <= marks.true;
    whole += (isMark ? (constantOf.get(fragment) ?? fragment) : fragment) + pieces[hole + 1]!;
  }
  return whole;
}

function unmarked(fragment: string, event: string, at: string): string {
  if (fragment.length !== 1 || fragment > marks.true) return fragment;
  if (fragment === marks.event) return event;
  if (fragment === marks.at) return at;
  if (fragment === marks.subject) return subjectOf(event);
  return constantOf.get(fragment) ?? fragment;
}

const dictionaries = new Map(dictionaryNames.map((name) => [name, Buffer.from(packingDictionaries[name])]));
/** A window of 8 kB holds the dictionary and the text, and costs a third of zlib's own in memory and time. */
const window = { windowBits: 13, memLevel: 6 };

/** Packs a text against the dictionary of its kind. */
export function packByDictionary(name: DictionaryName, text: string): Buffer {
  const dictionary = dictionaries.get(name)!;
  const head = Buffer.of(firstDictionary + dictionaryNames.indexOf(name));
  return Buffer.concat([head, deflateRawSync(text, { ...window, level: 9, dictionary })]);
}

/**
 * The text of a packed one; `event` and `at` are the columns of its row, where it was packed beside them. Of damaged bytes it
 * is another text, for whoever compares its hash or parses it.
 */
export function unpackText(packed: Buffer | string, event = '', at = ''): string {
  if (typeof packed === 'string') return packed.charCodeAt(0) < 32 ? refilled(packed) : packed;
  const [first] = packed;
  if (first === undefined) return '';
  if (first >= firstDictionary) {
    return inflated(packed, dictionaries.get(dictionaryNames[first - firstDictionary]!));
  }
  const template = templatesById[first];
  return template ? filled(template, packed, event, at) : packed.toString();
}

function inflated(packed: Buffer, dictionary: Buffer | undefined): string {
  try {
    return inflateRawSync(packed.subarray(1), { ...window, dictionary }).toString();
  } catch {
    return packed.toString();
  }
}

const templatesById: (PackedTemplate | undefined)[] = [];
for (const template of Object.values(packingTemplates).flat()) templatesById[template.id] = template;

/** Gives a connection the SQL function `unpacked(packed, event?, at?)`; a text or null stays as it is. */
export function addPacking(client: Database.Database): void {
  client.function('unpacked', { deterministic: true, varargs: true }, (...[packed, event, at]: unknown[]) =>
    Buffer.isBuffer(packed) || typeof packed === 'string'
      ? unpackText(packed, event as string | undefined, at as string | undefined)
      : packed,
  );
}

/** A column of JSON packed against the dictionary of its kind. */
export const packedJson = <T>(name: DictionaryName) =>
  customType<{ data: T; driverData: Buffer }>({
    dataType: () => 'blob',
    toDriver: (value) => packByDictionary(name, JSON.stringify(value)),
    fromDriver: (packed) => JSON.parse(unpackText(packed)) as T,
  });
