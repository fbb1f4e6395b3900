// Flows text, headings and tables over several sheets. Tracks the vertical position and starts a new page in time.
import {
  colours,
  openSheet,
  type PdfColumn,
  type Sheet,
  type SheetInfo,
  type Style,
  sheet,
  type TextTag,
} from './pdf-sheet.server.ts';

const small: Style = { size: 8, colour: colours.slate, gap: 1 };
const foot = 24;

/** A name with its texts, one under the other; `gap` is the space below in points. */
export type NamedTexts = {
  name: string;
  texts: readonly { text: string; style?: Style }[];
  style?: Style;
  gap?: number;
};

export class PdfFlow {
  readonly page: Sheet;
  y = sheet.margin;

  constructor(info: SheetInfo) {
    this.page = openSheet(info);
  }

  /** Starts a new sheet if `height` points do not fit on this one. True if it did. */
  need(height: number): boolean {
    if (this.y + height <= sheet.height - sheet.margin - foot) return false;
    this.page.doc.addPage();
    this.y = sheet.margin;
    return true;
  }

  space(points: number): void {
    this.y += points;
  }

  title(text: string): void {
    const style = { font: 'title', size: 20, colour: colours.vine } as const;
    this.y = this.page.write(text, { x: sheet.margin, y: this.y }, style, 'H1');
  }

  heading(text: string): void {
    this.need(110);
    this.space(14);
    this.y = this.page.write(text, { x: sheet.margin, y: this.y }, { font: 'title', size: 12.5 }, 'H2');
    this.page.rule(this.y + 2);
    this.space(8);
  }

  text(text: string, style: Style = {}, tag: TextTag = 'P'): void {
    const width = sheet.width - 2 * sheet.margin;
    this.need(this.page.heightOf(text, width, style));
    this.y = this.page.write(text, { x: sheet.margin, y: this.y, width }, style, tag);
  }

  note(text: string): void {
    this.text(text, small);
  }

  list(texts: readonly string[]): void {
    this.page.group('L', () => {
      for (const text of texts) this.page.group('LI', () => this.text(text, {}, 'LBody'));
    });
  }

  /** Rows of a name and its texts; the name is the head of its row. */
  facts(columns: readonly [PdfColumn, PdfColumn], facts: readonly NamedTexts[], title: string): void {
    const { page } = this;
    page.group(
      'Table',
      () => {
        for (const { name, texts, style = {}, gap = 0 } of facts)
          page.group('TR', () => {
            this.need(this.rowHeight(columns, [name, texts[0]!.text], style));
            const first = page.doc.page;
            const named = page.write(name, { ...columns[0], y: this.y }, style, 'TH row');
            page.group('TD', () => {
              for (const { text, style: own = style } of texts) {
                this.need(this.page.heightOf(text, columns[1].width, own));
                this.y = page.write(text, { ...columns[1], y: this.y }, own);
              }
            });
            if (page.doc.page === first) this.y = Math.max(this.y, named);
            this.space(gap);
          });
      },
      title,
    );
  }

  /** Rows under a header, which is repeated on each sheet. */
  table(
    columns: readonly PdfColumn[],
    head: readonly string[],
    rows: readonly (readonly string[])[],
    title: string,
  ): void {
    const { page } = this;
    const headed = (tag: TextTag) => {
      this.cells(columns, head, small, tag);
      page.rule(this.y + 2, colours.ink);
      this.space(6);
    };
    this.need(60); // never leaves a header without a row below it
    page.group(
      'Table',
      () => {
        page.group('TR', () => headed('TH column'));
        for (const cells of rows) {
          if (this.need(this.rowHeight(columns, cells, { size: 9 }))) headed('artifact');
          page.group('TR', () => this.cells(columns, cells, { size: 9 }, 'TD'));
          page.rule(this.y + 1);
          this.space(4);
        }
      },
      title,
    );
  }

  /** Cells side by side, each wrapped in its column; a row is never split over two sheets. */
  private cells(columns: readonly PdfColumn[], cells: readonly string[], style: Style, tag: TextTag): void {
    const { y } = this;
    this.y = Math.max(
      ...columns.map(({ x, width, align }, i) => this.page.write(cells[i]!, { x, y, width }, { ...style, align }, tag)),
    );
  }

  /** Draws a QR code `width` points wide, with its corner at (x, y). */
  code(cells: { size: number; dark: (x: number, y: number) => boolean }, x: number, y: number, width: number): void {
    const { doc } = this.page;
    const step = width / cells.size;
    for (let row = 0; row < cells.size; row++)
      for (let from = 0; from < cells.size; from++) {
        let to = from;
        while (to < cells.size && cells.dark(to, row)) to++;
        // Slightly taller than the square, because printers otherwise leave white lines between rows.
        if (to > from) doc.rect(x + from * step, y + row * step, (to - from) * step, step * 1.02);
        from = to;
      }
    doc.fill('#000000');
  }

  /** Says so when a letter could not be printed, numbers the pages and closes the file. */
  finish(numbered: (page: number, of: number) => string, lacking: string): Promise<Uint8Array> {
    const { doc } = this.page;
    if (this.page.lacks()) this.note(lacking);
    const { start, count } = doc.bufferedPageRange();
    for (let n = start; n < start + count; n++) {
      doc.switchToPage(n);
      doc.page.margins.bottom = 0; // the page number is printed inside the margin
      const at = { x: sheet.margin, y: sheet.height - sheet.margin };
      this.page.write(numbered(n - start + 1, count), at, { ...small, align: 'right' }, 'artifact');
    }
    return this.page.finish();
  }

  private rowHeight(columns: readonly PdfColumn[], cells: readonly string[], style: Style): number {
    return Math.max(...columns.map(({ width }, i) => this.page.heightOf(cells[i]!, width, style)));
  }
}
