// Renders an order's impact receipt as a PDF: every figure with its sources, every line with its QR code.
import { setImmediate } from 'node:timers/promises';
import { qrCells } from '#app/documents/qr.server.ts';
import type { Figure, ReceiptLine, ReceiptView } from '#app/documents/receipt.server.ts';
import type { Messages } from '#app/i18n/messages.ts';
import { PdfFlow } from './pdf-flow.server.ts';
import { colours, type PdfColumn, pairOf, type SheetInfo, type Style, sheet } from './pdf-sheet.server.ts';

const { margin, width } = sheet;
const codeWidth = 140;
const columns = pairOf(126, width - 2 * margin - 126 - codeWidth);
const wide = pairOf(126, width - 2 * margin - 126);

/** Absolute links are kept; paths are prefixed with `origin`. */
export async function renderReceipt(
  view: ReceiptView,
  t: Messages['receipt'],
  info: Pick<SheetInfo, 'lang' | 'author'>,
): Promise<Uint8Array> {
  const flow = new PdfFlow({ title: view.title, at: view.at, ...info });
  flow.title(view.title);
  flow.space(4);
  flow.text(t.lead);
  flow.space(8);
  flow.facts(
    wide,
    view.facts.map(([name, text]) => ({ name, texts: [{ text }] })),
    view.title,
  );
  flow.heading(t.whole);
  figures(flow, view.sums, wide, t.whole);
  for (const line of view.lines) {
    await setImmediate(); // others have their turn between two lines, of which each has a code
    oneLine(flow, line, t);
  }
  if (view.corrections.length > 0) {
    flow.heading(t.corrections);
    flow.list(view.corrections);
  }
  flow.heading(t.proof);
  flow.text(t.proofLead);
  flow.space(8);
  flow.text(view.trust);
  flow.space(8);
  flow.note(t.checkpoint);
  flow.text(view.note.trim(), { size: 7.5 });
  flow.space(6);
  flow.note(t.key);
  flow.text(view.key, { size: 7.5 });
  flow.space(6);
  flow.note(view.versions);
  return flow.finish(t.page, t.lacking);
}

function oneLine(flow: PdfFlow, line: ReceiptLine, t: Messages['receipt']): void {
  flow.need(codeWidth + 50);
  flow.heading(line.title);
  flow.note([line.supplier, line.entry, line.corrected ? t.corrected : ''].filter(Boolean).join(' · '));
  flow.note(line.times);
  flow.space(4);
  const top = flow.y;
  const left = width - margin - codeWidth;
  const place = { x: left, y: top, width: codeWidth, height: codeWidth };
  flow.page.group('P', () =>
    flow.page.pictureLink(line.verify, t.qr(line.line), place, () =>
      flow.code(qrCells(line.verify), left, top, codeWidth),
    ),
  );
  figures(flow, line.figures, columns, line.title);
  flow.y = Math.max(flow.y, top + codeWidth + 6);
}

function figures(flow: PdfFlow, all: readonly Figure[], at: [PdfColumn, PdfColumn], title: string): void {
  const source: Style = { size: 8, colour: colours.slate, gap: 0.5 };
  flow.facts(
    at,
    all.map(({ name, value, how }) => ({
      name,
      texts: [{ text: value }, ...how.map(({ text }) => ({ text, style: source }))],
      style: { font: 'strong' },
      gap: 4,
    })),
    title,
  );
}
