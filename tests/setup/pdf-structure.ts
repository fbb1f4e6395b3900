// Reads the structure of a PDF as pdfkit writes it: one object after the other, classic cross references. Not a reader
// of any PDF.
import { inflateSync } from 'node:zlib';

export type PdfElement = { tag: string; scope?: string; alt?: string; children: (PdfElement | string)[] };
export type PdfStructure = {
  id: string;
  catalog: string;
  metadata: string;
  /** The elements under the root of the structure, with their text in reading order. */
  elements: PdfElement[];
  /** Operators that print or paint outside of every element and artifact, with their page. */
  untagged: string[];
  /** Marked content that no element names, or names twice. */
  strays: number;
};
type Objects = Map<number, { dictionary: string; stream: Buffer | null }>;

export function readPdfStructure(pdf: Uint8Array): PdfStructure {
  const file = Buffer.from(pdf);
  const objects = readObjects(file);
  const trailer = file.toString('latin1', file.lastIndexOf('trailer'));
  const catalog = objects.get(reference(trailer, 'Root'))!.dictionary;
  const content = new Map<string, string>();
  const untagged: string[] = [];
  for (const [page, { dictionary }] of objects)
    if (/\/Type \/Page\n/.test(dictionary)) readPage(objects, page, content, untagged);
  const named: string[] = [];
  const root = objects.get(reference(catalog, 'StructTreeRoot'))!.dictionary;
  const elements = [...root.match(/\/K \[([^\]]*)\]/)![1]!.matchAll(/(\d+) 0 R/g)].map(([, own]) =>
    readElement(objects, Number(own), content, named),
  );
  return {
    id: trailer.match(/\/ID \[(<[^>]+>)/)![1]!,
    catalog,
    metadata: objects.get(reference(catalog, 'Metadata'))!.stream!.toString(),
    elements,
    untagged,
    strays: [...content.keys()].filter((own) => named.filter((one) => one === own).length !== 1).length,
  };
}

/** The texts of an element and of those in it, in reading order. */
export function textsOf(element: PdfElement): string[] {
  return element.children.flatMap((child) => (typeof child === 'string' ? [child] : textsOf(child)));
}

/** All elements of one tag, in reading order. */
export function listElements(elements: readonly PdfElement[], tag: string): PdfElement[] {
  return elements.flatMap((element) => [
    ...(element.tag === tag ? [element] : []),
    ...listElements(
      element.children.filter((child) => typeof child !== 'string'),
      tag,
    ),
  ]);
}

function readObjects(file: Buffer): Objects {
  const text = file.toString('latin1');
  const table = text.slice(text.lastIndexOf('\nxref\n'));
  const objects: Objects = new Map();
  for (const [i, [, offset]] of [...table.matchAll(/^(\d{10}) 00000 n/gm)].entries()) {
    const from = Number(offset);
    const end = text.indexOf('\nendobj', from);
    const begin = text.indexOf('\nstream\n', from);
    if (begin === -1 || begin > end) {
      objects.set(i + 1, { dictionary: text.slice(from, end), stream: null });
      continue;
    }
    const dictionary = text.slice(from, begin);
    const start = begin + '\nstream\n'.length;
    const stream = file.subarray(start, start + Number(dictionary.match(/\/Length (\d+)/)![1]));
    objects.set(i + 1, {
      dictionary,
      stream: dictionary.includes('/Filter /FlateDecode') ? inflateSync(stream) : stream,
    });
  }
  return objects;
}

function reference(dictionary: string, key: string): number {
  return Number(dictionary.match(new RegExp(`/${key} (\\d+) 0 R`))?.[1]);
}

/** Collects the text of each marked content under "page:mcid". */
function readPage(objects: Objects, page: number, content: Map<string, string>, untagged: string[]): void {
  const { dictionary } = objects.get(page)!;
  const fonts = readFonts(objects, objects.get(reference(dictionary, 'Resources'))!.dictionary);
  const operators = objects
    .get(reference(dictionary, 'Contents'))!
    .stream!.toString('latin1')
    .replace(/<<\n\/MCID (\d+)\n>> BDC/g, '$1 BDC')
    .replace(/\/Artifact <<[^>]*>> BDC/g, '/Artifact BDC');
  const open: (string | null)[] = []; // null for an artifact
  let font = new Map<number, string>();
  for (const line of operators.split('\n')) {
    const operator = line.slice(line.lastIndexOf(' ') + 1);
    if (operator === 'BDC') open.push(line.startsWith('/Artifact') ? null : `${page}:${line.split(' ')[1]}`);
    if (operator === 'EMC') open.pop();
    if (operator === 'Tf') font = fonts.get(line.slice(1, line.indexOf(' '))) ?? new Map();
    if (!['TJ', 'Tj', 'S', 's', 'f', 'f*', 'B', 'B*', 'b', 'Do'].includes(operator)) continue;
    if (open.length === 0) untagged.push(`${page}: ${line}`);
    const own = open.at(-1);
    if (own && operator === 'TJ') content.set(own, `${content.get(own) ?? ''}${decode(line, font)}`);
    else if (own && !content.has(own)) content.set(own, '');
  }
}

function readFonts(objects: Objects, resources: string): Map<string, Map<number, string>> {
  const fonts = [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)];
  return new Map(fonts.map(([, name, own]) => [name!, readCmap(objects, objects.get(Number(own))!.dictionary)]));
}

/** Glyph to text, from the font's ToUnicode table. */
function readCmap(objects: Objects, font: string): Map<number, string> {
  const cmap = objects.get(reference(font, 'ToUnicode'))!.stream!.toString('latin1');
  const glyphs = new Map<number, string>();
  for (const [, from, list] of cmap.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g))
    for (const [i, [, hex]] of [...list!.matchAll(/<([^>]*)>/g)].entries())
      glyphs.set(
        Number.parseInt(from!, 16) + i,
        String.fromCharCode(...hex!.split(' ').map((unit) => Number.parseInt(unit, 16))),
      );
  return glyphs;
}

function decode(line: string, font: Map<number, string>): string {
  const glyphs = [...line.matchAll(/<(\w+)>/g)].flatMap(([, hex]) => hex!.match(/.{4}/g)!);
  return glyphs.map((glyph) => font.get(Number.parseInt(glyph, 16)) ?? '\ufffd').join('');
}

function readElement(objects: Objects, own: number, content: Map<string, string>, named: string[]): PdfElement {
  const { dictionary } = objects.get(own)!;
  const page = reference(dictionary, 'Pg');
  const kids = dictionary.slice(dictionary.indexOf('/K [') + 4);
  const children: PdfElement['children'] = [];
  const add = (mcid: string, onPage: number) => {
    named.push(`${onPage}:${mcid}`);
    children.push(content.get(`${onPage}:${mcid}`) ?? '');
  };
  for (const [whole, dict, element, mcid] of kids.matchAll(/(<<[^>]*>>)|(\d+) 0 R|(\d+)|\]\n/g)) {
    if (whole.startsWith(']')) break;
    if (dict?.includes('/MCR')) add(dict.match(/\/MCID (\d+)/)![1]!, reference(dict, 'Pg'));
    if (element) children.push(readElement(objects, Number(element), content, named));
    if (mcid) add(mcid, page);
  }
  const actual = readString(dictionary, 'ActualText');
  return {
    tag: dictionary.match(/\/S \/(\w+)/)![1]!,
    scope: dictionary.match(/\/Scope \/(\w+)/)?.[1],
    alt: readString(dictionary, 'Alt'),
    children: actual === undefined ? children : [actual],
  };
}

/** A string of PDF: Latin, or UTF-16 after its mark; parentheses and the backslash are escaped. */
function readString(dictionary: string, key: string): string | undefined {
  const written = dictionary.match(new RegExp(`/${key} \\(((?:\\\\[\\s\\S]|[^)\\\\])*)\\)`))?.[1];
  const bytes =
    written &&
    Buffer.from(
      written.replace(/\\([\s\S])/g, (_, own) => escapes[own] ?? own),
      'latin1',
    );
  if (!bytes) return undefined;
  return bytes.toString('latin1', 0, 2) === 'þÿ'
    ? bytes.subarray(2).swap16().toString('utf16le')
    : bytes.toString('latin1');
}
const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
