// An A4 sheet as PDF/A-3a and PDF/UA-1: embedded fonts, sRGB, one margin, one scale of sizes. Every PDF is drawn on it.
// Every text belongs to an element of the structure or is an artifact: pdf-structure.test.ts holds it.
import PDFDocument from 'pdfkit';
import { fontNames, openFont, type TextFont } from './pdf-fonts.server.ts';
import { escapeXml, type FacturXMark, metadataXml } from './pdf-metadata.server.ts';
import { drawMixed, layOutMixed } from './pdf-mixed-text.server.ts';

export const colours = { ink: '#1E2A2F', slate: '#5A666B', line: '#E3DED2', vine: '#2C6B4C' };
export const sheet = { width: 595.28, height: 841.89, margin: 48 };
const inner = sheet.width - 2 * sheet.margin;

/** A column of a table: its left edge and width in points. */
export type PdfColumn = { x: number; width: number; align: 'left' | 'right' };

/** Columns side by side from the left margin with a gap between them; `numeric` ones are right-aligned. */
export function columnsOf(widths: readonly number[], numeric: readonly number[]): PdfColumn[] {
  let x = sheet.margin;
  return widths.map((width, i) => {
    const column = { x, width: width - 8, align: numeric.includes(i) ? ('right' as const) : ('left' as const) };
    x += width;
    return column;
  });
}

/** Two columns from the left margin: a name and its text. */
export function pairOf(name: number, text: number): [PdfColumn, PdfColumn] {
  const [left, right] = columnsOf([name, text], []);
  return [left!, right!];
}

/** The standard structure types of ISO 32000-1 for a text; an artifact is not part of the document's content. */
export type TextTag = 'P' | 'H1' | 'H2' | 'Span' | 'LBody' | 'TD' | 'TH column' | 'TH row' | 'artifact';
export type GroupTag = 'H1' | 'L' | 'LI' | 'P' | 'Sect' | 'TD' | 'TR' | 'Table';
export type Place = { x: number; y: number; width: number; height: number };

export type Sheet = {
  doc: PDFKit.PDFDocument;
  /** Writes text at a place, wrapped to `width`; returns the y where the text ends. */
  write: (text: string, at: { x: number; y: number; width?: number }, style?: Style, tag?: TextTag) => number;
  /** True once a letter was printed as the mark, because no font has it. */
  lacks: () => boolean;
  heightOf: (text: string, width: number, style?: Style) => number;
  /** Opens an element for all that `draw` writes, also on the next sheets. */
  group: <T>(tag: GroupTag, draw: () => T, title?: string) => T;
  /** Lines, areas, and text that repeats other text: a screen reader passes over them. */
  artifact: (draw: () => void) => void;
  /** A picture that is a link; `alt` says what it leads to. */
  pictureLink: (url: string, alt: string, at: Place, draw: () => void) => void;
  rule: (y: number, colour?: string) => void;
  finish: () => Promise<Uint8Array>;
};
export type Style = { font?: TextFont; size?: number; colour?: string; align?: 'left' | 'right'; gap?: number };
export type SheetInfo = {
  title: string;
  author: string;
  lang: string;
  /** The time of the document itself, never of its printing: the same document is the same file, byte for byte. */
  at: Date;
  facturX?: FacturXMark;
};

export function openSheet(info: SheetInfo): Sheet {
  const doc = openDocument(info);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const open = [root];
  let lacking = false;
  const add = (element: PDFKit.PDFStructureElement) => open.at(-1)!.add(element);
  const artifact = (draw: () => void) => {
    doc.markContent('Artifact', { type: 'Layout' });
    draw();
    doc.endMarkedContent();
  };
  return {
    doc,
    write(text, { x, y, width = inner }, style = {}, tag = 'P') {
      const own = { ...plainStyle, ...style };
      const { font, size, colour, align, gap } = own;
      const printed = printable(text);
      const mixed = layOutMixed(doc, printed, width, own);
      lacking ||= mixed?.lacking === true;
      doc.font(font).fontSize(size).fillColor(colour);
      const print = () => {
        if (mixed) drawMixed(doc, mixed, { x, y, width }, own);
        else doc.text(printed, x, y, { width, align, lineGap: gap });
      };
      if (tag === 'artifact') artifact(print);
      else add(textElement(doc, tag, print, mixed ? text : undefined));
      return doc.y;
    },
    lacks: () => lacking,
    heightOf(text, width, style = {}) {
      const own = { ...plainStyle, ...style };
      const mixed = layOutMixed(doc, printable(text), width, own);
      if (mixed) return mixed.lines.length * mixed.lineHeight;
      doc.font(own.font).fontSize(own.size);
      return doc.heightOfString(printable(text), { width, lineGap: own.gap });
    },
    group(tag, draw, title) {
      const element = doc.struct(tag, title ? { title } : {});
      add(element);
      open.push(element);
      const drawn = draw();
      open.pop();
      element.end();
      return drawn;
    },
    artifact,
    pictureLink(url, alt, { x, y, width, height }, draw) {
      const link = doc.struct('Link');
      add(link);
      link.add(doc.struct('Figure', { alt, placement: 'Block', bbox: [x, y, x + width, y + height] }, draw));
      // A string object: pdfkit writes a plain string as a name of PDF.
      doc.link(x, y, width, height, url, { structParent: link, Contents: Object(alt) });
      link.end(); // while its sheet is the current one, which pdfkit takes for the link's
    },
    rule(y, colour = colours.line) {
      artifact(() => {
        doc
          .moveTo(sheet.margin, y)
          .lineTo(sheet.width - sheet.margin, y)
          .lineWidth(0.7)
          .strokeColor(colour)
          .stroke();
      });
    },
    finish() {
      const parts: Buffer[] = [];
      doc.on('data', (part: Buffer) => parts.push(part));
      const done = new Promise<Uint8Array>((resolve) => doc.on('end', () => resolve(Buffer.concat(parts))));
      root.end();
      doc.end();
      return done;
    },
  };
}

const plainStyle = { font: 'text', size: 9.5, colour: colours.ink, align: 'left', gap: 1.5 } as const;

/** The fonts lack the narrow no-break space. */
const printable = (text: string) => text.replaceAll('\u202f', '\u00a0');

/** `actual` is the text itself where it is not printed as it is: in another order, or with marks. */
function textElement(doc: PDFKit.PDFDocument, tag: Exclude<TextTag, 'artifact'>, print: () => void, actual?: string) {
  const options = actual === undefined ? {} : { actual };
  if (tag === 'TH column') return doc.struct('TH', { scope: 'Column', ...options }, print);
  if (tag === 'TH row') return doc.struct('TH', { scope: 'Row', ...options }, print);
  return doc.struct(tag, options, print);
}

function openDocument({ title, author, lang, at, facturX }: SheetInfo): PDFKit.PDFDocument {
  const doc = new PDFDocument({
    size: 'A4',
    margin: sheet.margin,
    bufferPages: true,
    subset: 'PDF/A-3a',
    tagged: true,
    pdfVersion: '1.7',
    lang,
    displayTitle: true,
    info: { Title: title, Author: author, CreationDate: at, ModDate: at },
    font: '', // each text names its own
  });
  for (const name of fontNames) doc.registerFont(name, openFont(name));
  doc.appendXML(metadataXml(facturX ?? null));
  // pdfkit writes the information dictionary first and then copies the same words into the XMP as they are, where "&"
  // would be no XML.
  const writeMetadata = doc.endMetadata.bind(doc);
  doc.endMetadata = () => {
    doc.info.Title = escapeXml(title);
    doc.info.Author = escapeXml(author);
    writeMetadata();
  };
  return doc;
}
