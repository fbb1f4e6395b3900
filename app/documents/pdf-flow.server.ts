// Flows text, headings and tables over several sheets. Tracks the vertical position and starts a new page in time.
import { colours, openSheet, type PdfColumn, type Sheet, type Style, sheet } from './pdf-sheet.server.ts';

const small: Style = { size: 8, colour: colours.slate, gap: 1 };
const foot = 24;

export class PdfFlow {
  readonly page: Sheet;
  y = sheet.margin;

  constructor(info: Parameters<typeof openSheet>[0]) {
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
    this.y = this.page.write(text, { x: sheet.margin, y: this.y }, { font: 'title', size: 20, colour: colours.vine });
  }

  heading(text: string): void {
    this.need(110);
    this.space(14);
    this.y = this.page.write(text, { x: sheet.margin, y: this.y }, { font: 'title', size: 12.5 });
    this.page.rule(this.y + 2);
    this.space(8);
  }

  text(text: string, style: Style = {}, width = sheet.width - 2 * sheet.margin): void {
    this.need(this.heightOf(text, width, style));
    this.y = this.page.write(text, { x: sheet.margin, y: this.y, width }, style);
  }

  note(text: string): void {
    this.text(text, small);
  }

  /** Cells side by side, each wrapped in its column; a row is never split over two sheets. */
  row(columns: readonly PdfColumn[], cells: readonly string[], style: Style = {}): void {
    this.need(this.rowHeight(columns, cells, style));
    const { y } = this;
    this.y = Math.max(
      ...columns.map(({ x, width, align }, i) => this.page.write(cells[i]!, { x, y, width }, { ...style, align })),
    );
  }

  /** Rows under a header, which is repeated on each sheet. */
  table(columns: readonly PdfColumn[], head: readonly string[], rows: readonly (readonly string[])[]): void {
    const headed = () => {
      this.row(columns, head, small);
      this.page.rule(this.y + 2, colours.ink);
      this.space(6);
    };
    this.need(60); // never leaves a header without a row below it
    headed();
    for (const cells of rows) {
      if (this.need(this.rowHeight(columns, cells, { size: 9 }))) headed();
      this.row(columns, cells, { size: 9 });
      this.page.rule(this.y + 1);
      this.space(4);
    }
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

  /** Numbers the pages and closes the file. */
  finish(numbered: (page: number, of: number) => string): Promise<Uint8Array> {
    const { doc } = this.page;
    const { start, count } = doc.bufferedPageRange();
    for (let n = start; n < start + count; n++) {
      doc.switchToPage(n);
      doc.page.margins.bottom = 0; // the page number is printed inside the margin
      const at = { x: sheet.margin, y: sheet.height - sheet.margin };
      this.page.write(numbered(n - start + 1, count), at, { ...small, align: 'right' });
    }
    return this.page.finish();
  }

  private rowHeight(columns: readonly PdfColumn[], cells: readonly string[], style: Style): number {
    return Math.max(...columns.map(({ width }, i) => this.heightOf(cells[i]!, width, style)));
  }

  private heightOf(text: string, width: number, { font = 'text', size = 9.5, gap = 1.5 }: Style): number {
    this.page.doc.font(font).fontSize(size);
    return this.page.doc.heightOfString(text, { width, lineGap: gap });
  }
}
