// The fonts of a PDF, and which of them prints a letter. Source Sans 3 and Bricolage Grotesque print what the town
// writes; Noto Sans Arabic joins Arabic letters; UnifontEX has nearly every other letter of Unicode, as a coarse picture.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { create, type Font } from 'fontkit';

const require = createRequire(import.meta.url);
/** TrueType, because a WOFF would be decompressed again, in JavaScript, for each page. */
const font = (file: string) => require.resolve(`@expo-google-fonts/${file}.ttf`);
const unifont = '@fontsource/unifontex/files/unifontex-latin-400-normal.woff';

export const fontNames = ['text', 'strong', 'title', 'arabic'] as const;
const fonts: Record<(typeof fontNames)[number], string> = {
  text: font('source-sans-3/400Regular/SourceSans3_400Regular'),
  strong: font('source-sans-3/600SemiBold/SourceSans3_600SemiBold'),
  title: font('bricolage-grotesque/600SemiBold/BricolageGrotesque_600SemiBold'),
  arabic: font('noto-sans-arabic/400Regular/NotoSansArabic_400Regular'),
};
export type TextFont = 'text' | 'strong' | 'title';
export type FontName = (typeof fontNames)[number] | 'any';

/** Printed in place of a letter that no font has. */
const lackMark = '□';

type Coverage = { has: (codePoint: number) => boolean; ascent: number };
const coverages = new Map<FontName, Coverage>();

/** The bytes of a font. UnifontEX is unpacked by zlib, in 40 ms; in JavaScript it would take 3 s. */
export function readFont(name: FontName): Buffer<ArrayBuffer> {
  return name === 'any' ? unpackWoff(readFileSync(require.resolve(unifont))) : readFileSync(fonts[name]);
}

const shared = new Map<FontName, { bytes: Buffer; tables: unknown }>();

/**
 * A font for one document: pdfkit keeps in it which letters the document has printed, so that each has its own. Its tables are
 * only read, and reading them was most of the work of a document: they are shared, as fontkit does it between the variations
 * of a font.
 */
export function openFont(name: (typeof fontNames)[number]): Font {
  const known = shared.get(name);
  const bytes = known?.bytes ?? readFont(name);
  const opened = openSingle(bytes, name);
  if (known) return Object.assign(opened, { _tables: known.tables });
  shared.set(name, { bytes, tables: Reflect.get(opened, '_tables') });
  return opened;
}

function openSingle(bytes: Buffer, name: FontName): Font {
  const opened = create(bytes);
  if (!('hasGlyphForCodePoint' in opened)) throw new Error(`${name} is a collection of fonts`);
  return opened;
}

/** Height of the letters over the base line, as a part of the font's size. */
export function ascentOf(name: FontName): number {
  return coverageOf(name).ascent;
}

export type FontRun = { text: string; font: FontName; lacking: boolean };

/**
 * Parts of a text by the font that prints them. One part with the wished font is the ordinary case. Letters without
 * any font become the mark; signs that are never seen (joiners, marks of direction) are left out.
 */
export function fontRuns(text: string, wished: TextFont): FontRun[] {
  const runs: FontRun[] = [];
  for (const letter of text) {
    const codePoint = letter.codePointAt(0)!;
    const own = letter === '\n' || coverageOf(wished).has(codePoint) ? wished : fallbackOf(codePoint);
    if (!own && invisible.test(letter)) continue;
    const run = { text: own ? letter : lackMark, font: own ?? ('strong' as const), lacking: !own };
    const last = runs.at(-1);
    if (last && last.font === run.font && last.lacking === run.lacking) last.text += run.text;
    else runs.push(run);
  }
  return runs;
}

const invisible = /\p{Default_Ignorable_Code_Point}|\p{Cc}/u;

function fallbackOf(codePoint: number): FontName | null {
  if (invisible.test(String.fromCodePoint(codePoint))) return null;
  return (['strong', 'arabic', 'any'] as const).find((name) => coverageOf(name).has(codePoint)) ?? null;
}

/** Opened once a process, and apart from the fonts that pdfkit draws with, which keep what a document has printed. */
function coverageOf(name: FontName): Coverage {
  const known = coverages.get(name);
  if (known) return known;
  const opened = openSingle(readFont(name), name);
  const letters = new Set(opened.characterSet);
  const coverage = { has: (codePoint: number) => letters.has(codePoint), ascent: opened.ascent / opened.unitsPerEm };
  coverages.set(name, coverage);
  return coverage;
}

/** WOFF 1.0 to TrueType: the same tables, each unpacked. */
function unpackWoff(woff: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const count = woff.readUInt16BE(12);
  const head = Buffer.alloc(12 + 16 * count);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  const parts = [head];
  let offset = head.length;
  for (let i = 0; i < count; i++) {
    const entry = woff.subarray(44 + 20 * i, 64 + 20 * i); // tag, offset, packed length, length, checksum
    const from = entry.readUInt32BE(4);
    const packed = woff.subarray(from, from + entry.readUInt32BE(8));
    const table = packed.length < entry.readUInt32BE(12) ? inflateSync(packed) : packed;
    entry.copy(head, 12 + 16 * i, 0, 4);
    entry.copy(head, 16 + 16 * i, 16, 20);
    head.writeUInt32BE(offset, 20 + 16 * i);
    head.writeUInt32BE(table.length, 24 + 16 * i);
    const padding = Buffer.alloc((4 - (table.length % 4)) % 4);
    parts.push(table, padding);
    offset += table.length + padding.length;
  }
  return Buffer.concat(parts);
}
