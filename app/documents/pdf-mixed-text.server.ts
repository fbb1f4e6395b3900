// Text in several fonts: pdfkit lays out a paragraph in one. Lines are broken here, and words of scripts that run from
// right to left stand in that order within a line.
import { ascentOf, type FontName, type FontRun, fontRuns, readFont, type TextFont } from './pdf-fonts.server.ts';

type Word = { runs: FontRun[]; width: number; rightToLeft: boolean; isSpace: boolean };
export type MixedText = {
  lines: Word[][];
  /** From one line to the next, in points. */
  lineHeight: number;
  lacking: boolean;
};
export type MixedStyle = { font: TextFont; size: number; align: 'left' | 'right'; gap: number };

/** Null if the wished font prints all of it, which is the ordinary case. */
export function layOutMixed(doc: PDFKit.PDFDocument, text: string, width: number, style: MixedStyle): MixedText | null {
  const runs = fontRuns(text, style.font);
  if (runs.length === 1 && runs[0]!.font === style.font && runs[0]!.text === text) return null;
  if (runs.length === 0 && text === '') return null;
  const lineHeight = doc.font(style.font).fontSize(style.size).currentLineHeight(true) + style.gap;
  const measure = (part: string): Word => measured(doc, part, style);
  const lines = text.split('\n').flatMap((paragraph) => breakLines(paragraph, width, measure));
  return { lines, lineHeight, lacking: runs.some(({ lacking }) => lacking) };
}

/** Draws the lines from `y` on. */
export function drawMixed(
  doc: PDFKit.PDFDocument,
  { lines, lineHeight }: MixedText,
  at: { x: number; y: number; width: number },
  { font, size, align }: MixedStyle,
): void {
  const ascent = ascentOf(font) * size;
  for (const [i, line] of lines.entries()) {
    const total = line.reduce((sum, { width }) => sum + width, 0);
    let x = at.x + (align === 'right' ? at.width - total : 0);
    for (const word of inOrder(line))
      for (const run of word.runs) {
        setFont(doc, run.font, size);
        doc.text(run.text, x, at.y + i * lineHeight + ascent, { lineBreak: false, baseline: 'alphabetic' });
        x += doc.widthOfString(run.text);
      }
  }
  doc.y = at.y + lines.length * lineHeight;
}

function measured(doc: PDFKit.PDFDocument, text: string, { font, size }: MixedStyle): Word {
  const runs = fontRuns(text, font);
  return {
    runs,
    width: runs.reduce((sum, run) => sum + setFont(doc, run.font, size).widthOfString(run.text), 0),
    rightToLeft: rightToLeft.test(text),
    isSpace: text.trim() === '',
  };
}

const rightToLeft = /\p{Script=Arabic}|\p{Script=Hebrew}/u;

const withAny = new WeakSet<PDFKit.PDFDocument>();

/** UnifontEX has 14 MB and few documents need it. */
function setFont(doc: PDFKit.PDFDocument, font: FontName, size: number): PDFKit.PDFDocument {
  if (font === 'any' && !withAny.has(doc)) {
    doc.registerFont(font, readFont(font));
    withAny.add(doc);
  }
  return doc.font(font).fontSize(size);
}

/** Breaks at spaces; a word that is wider than the line, as in scripts without spaces, after any letter. */
function breakLines(paragraph: string, width: number, measure: (part: string) => Word): Word[][] {
  const lines: Word[][] = [[]];
  let left = width;
  const put = (word: Word) => {
    if (word.width > left && !word.isSpace) {
      lines.push([]);
      left = width;
    }
    if (word.isSpace && left === width) return;
    lines.at(-1)!.push(word);
    left -= word.width;
  };
  for (const part of paragraph.match(/[^ ]+| +/g) ?? []) {
    const word = measure(part);
    if (word.width <= width) put(word);
    else for (const letter of part) put(measure(letter));
  }
  return lines;
}

/** Words that run from right to left change places with their neighbours of the same kind, and so do their parts. */
function inOrder(line: readonly Word[]): Word[] {
  const ordered: Word[] = [];
  for (let from = 0; from < line.length; ) {
    const end = endOfBlock(line, from);
    const block = line.slice(from, end);
    ordered.push(...(line[from]!.rightToLeft ? block.reverse().map(turned) : block));
    from = end;
  }
  return ordered;
}

/** The index after the words that run in the direction of the first; spaces between two of them are included. */
function endOfBlock(line: readonly Word[], from: number): number {
  let end = from + 1;
  if (line[from]!.rightToLeft)
    for (let i = end; i < line.length && (line[i]!.rightToLeft || line[i]!.isSpace); i++)
      if (line[i]!.rightToLeft) end = i + 1;
  return end;
}

/** fontkit turns letters around only by the tables of a font for its script, which UnifontEX does not have. */
function turned(word: Word): Word {
  const runs = word.runs
    .toReversed()
    .map((run) =>
      run.font === 'any' && rightToLeft.test(run.text) ? { ...run, text: [...run.text].reverse().join('') } : run,
    );
  return { ...word, runs };
}
