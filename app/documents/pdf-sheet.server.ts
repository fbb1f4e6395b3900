// An A4 sheet as PDF/A-3: embedded fonts, sRGB, one margin, one scale of sizes. Every PDF is drawn on it.
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

const require = createRequire(import.meta.url);
/** TrueType, because a WOFF would be decompressed again, in JavaScript, for each page. */
const font = (file: string) => require.resolve(`@expo-google-fonts/${file}.ttf`);

export const fonts = {
  text: font('source-sans-3/400Regular/SourceSans3_400Regular'),
  strong: font('source-sans-3/600SemiBold/SourceSans3_600SemiBold'),
  title: font('bricolage-grotesque/600SemiBold/BricolageGrotesque_600SemiBold'),
};
export type FontName = keyof typeof fonts;
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

export type Sheet = {
  doc: PDFKit.PDFDocument;
  /** Writes text at a place, wrapped to `width`; returns the y where the text ends. */
  write: (text: string, at: { x: number; y: number; width?: number }, style?: Style) => number;
  rule: (y: number, colour?: string) => void;
  finish: () => Promise<Uint8Array>;
};
export type Style = { font?: FontName; size?: number; colour?: string; align?: 'left' | 'right'; gap?: number };

export function openSheet(info: { title: string; author: string; lang: string; at: Date }): Sheet {
  const doc = new PDFDocument({
    size: 'A4',
    margin: sheet.margin,
    bufferPages: true,
    subset: 'PDF/A-3',
    pdfVersion: '1.7',
    lang: info.lang,
    displayTitle: true,
    info: { Title: info.title, Author: info.author, CreationDate: info.at, ModDate: info.at },
    font: fonts.text,
  });
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  for (const [name, file] of Object.entries(fonts)) doc.registerFont(name, file);
  return {
    doc,
    write(
      text,
      { x, y, width = inner },
      { font = 'text', size = 9.5, colour = colours.ink, align = 'left', gap = 1.5 } = {},
    ) {
      doc.font(font).fontSize(size).fillColor(colour);
      // The fonts lack the narrow no-break space.
      doc.text(text.replaceAll('\u202f', '\u00a0'), x, y, { width, align, lineGap: gap });
      return doc.y;
    },
    rule(y, colour = colours.line) {
      doc
        .moveTo(sheet.margin, y)
        .lineTo(sheet.width - sheet.margin, y)
        .lineWidth(0.7)
        .strokeColor(colour)
        .stroke();
    },
    finish() {
      const done = new Promise<Uint8Array>((resolve) => doc.on('end', () => resolve(Buffer.concat(parts))));
      doc.end();
      return done;
    },
  };
}
