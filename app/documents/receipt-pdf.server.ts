// Renders an order's impact receipt as a PDF: every figure with its sources, every line with its QR code.

import { qrCells } from '#app/documents/qr.server.ts';
import type { Figure, ReceiptLine, ReceiptView } from '#app/documents/receipt.server.ts';
import type { Messages } from '#app/i18n/messages.ts';
import { PdfFlow } from './pdf-flow.server.ts';
import { colours, columnsOf, type PdfColumn, sheet } from './pdf-sheet.server.ts';

const { margin, width } = sheet;
const codeWidth = 140;
const columns = columnsOf([126, width - 2 * margin - 126 - codeWidth], []);
const wide = columnsOf([126, width - 2 * margin - 126], []);

/** Absolute links are kept; paths are prefixed with `origin`. */
export function renderReceipt(
  view: ReceiptView,
  t: Messages['receipt'],
  info: { lang: string; at: Date; author: string },
): Promise<Uint8Array> {
  const flow = new PdfFlow({ title: view.title, ...info });
  flow.title(view.title);
  flow.space(4);
  flow.text(t.lead);
  flow.space(8);
  for (const [name, value] of view.facts) flow.row(wide, [name, value]);
  flow.heading(t.whole);
  figures(flow, view.sums, wide);
  for (const line of view.lines) oneLine(flow, line, t);
  if (view.corrections.length > 0) {
    flow.heading(t.corrections);
    for (const text of view.corrections) flow.text(text);
  }
  flow.heading(t.proof);
  flow.text(t.proofLead);
  flow.space(8);
  flow.note(t.checkpoint);
  flow.text(view.note.trim(), { size: 7.5 });
  flow.space(6);
  flow.note(t.key);
  flow.text(view.key, { size: 7.5 });
  flow.space(6);
  flow.note(view.versions);
  return flow.finish(t.page);
}

function oneLine(flow: PdfFlow, line: ReceiptLine, t: Messages['receipt']): void {
  flow.need(codeWidth + 50);
  flow.heading(line.title);
  flow.note([line.supplier, line.entry, line.corrected ? t.corrected : ''].filter(Boolean).join(' · '));
  flow.space(4);
  const top = flow.y;
  const left = width - margin - codeWidth;
  flow.code(qrCells(line.verify), left, top, codeWidth);
  flow.page.doc.link(left, top, codeWidth, codeWidth, line.verify);
  figures(flow, line.figures, columns);
  flow.y = Math.max(flow.y, top + codeWidth + 6);
}

function figures(flow: PdfFlow, all: readonly Figure[], at: readonly PdfColumn[]): void {
  for (const { name, value, how } of all) {
    flow.row(at, [name, value], { font: 'strong' });
    for (const { text } of how) flow.row(at, ['', text], { size: 8, colour: colours.slate, gap: 0.5 });
    flow.space(4);
  }
}
