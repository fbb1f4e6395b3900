// Charts of the pages, drawn in PDF: where the euros go, and CO2e intervals on one axis. Artifacts, because the tables
// beside them hold the same data.

import type { Interval } from '#app/domain/impact/propagate.server.ts';
import { type Flow as Euros, type FlowPlace, layOutFlows, nodeWidth } from '#app/domain/reporting/flows.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatEuros } from '#app/i18n/format.ts';
import type { PdfFlow } from './pdf-flow.server.ts';
import { colours, sheet } from './pdf-sheet.server.ts';

const inner = sheet.width - 2 * sheet.margin;
const ribbonColours: Record<FlowPlace | 'category' | 'whole', string> = {
  near: colours.vine,
  elsewhere: '#75447B',
  unknown: '#9AA3A5',
  unpublished: '#CDD3D4',
  category: colours.slate,
  whole: colours.slate,
};

/** Ribbons from category to place; their width is proportional to the amount. */
export function drawFlows(
  flow: PdfFlow,
  euros: readonly Euros[],
  names: Record<FlowPlace, string>,
  locale: Locale,
): void {
  const [label, height] = [150, Math.min(300, 90 + 20 * euros.length)];
  const { ribbons, nodes } = layOutFlows(euros, names, { from: label, to: inner - label, height });
  flow.need(height);
  const { doc } = flow.page;
  flow.page.artifact(() => {
    doc.save().translate(sheet.margin, flow.y);
    for (const { path, width, place } of ribbons)
      doc.path(path).lineWidth(width).strokeOpacity(0.4).stroke(ribbonColours[place]);
    doc.strokeOpacity(1);
    for (const { x, y, height: tall, kind } of nodes) doc.rect(x, y, nodeWidth, tall).fill(ribbonColours[kind]);
    doc.restore();
  });
  for (const { name, kind, cents, y, height: tall } of nodes) {
    const left = kind === 'category';
    const at = { x: sheet.margin + (left ? 0 : inner - label + 16), y: flow.y + y + tall / 2 - 5, width: label - 8 };
    const style = { size: 8, align: left ? 'right' : 'left' } as const;
    flow.page.write(`${name} ${formatEuros(cents, locale)}`, at, style, 'artifact');
  }
  flow.y += height;
}

/** One row per name: its interval on a shared axis with zero marked; grey if the interval contains zero. */
export function drawIntervals(flow: PdfFlow, rows: readonly { name: string; span: Interval; figure: string }[]): void {
  const [label, text, tall] = [104, 130, 16];
  const reach = Math.max(1, ...rows.flatMap(({ span }) => [Math.abs(span.lo), Math.abs(span.hi)])) * 1.05;
  const [from, to] = [sheet.margin + label, sheet.width - sheet.margin - text];
  const x = (value: number) => (from + to) / 2 + (value / reach) * ((to - from) / 2);
  const { doc } = flow.page;
  for (const { name, span, figure } of rows) {
    flow.need(tall);
    const y = flow.y + 6;
    const colour = span.lo <= 0 && span.hi >= 0 ? ribbonColours.unknown : colours.vine;
    flow.page.artifact(() => {
      doc.moveTo(from, y).lineTo(to, y).lineWidth(0.7).stroke(colours.line);
      doc
        .moveTo(x(0), y - 5)
        .lineTo(x(0), y + 5)
        .lineWidth(0.7)
        .stroke(colours.ink);
      doc.moveTo(x(span.lo), y).lineTo(x(span.hi), y).lineWidth(3).stroke(colour);
      doc.circle(x(span.mid), y, 3).lineWidth(1).fillAndStroke(colour, '#FFFFFF');
    });
    flow.page.write(name, { x: sheet.margin, y: flow.y, width: label - 8 }, { size: 8.5 }, 'artifact');
    flow.page.write(figure, { x: to + 10, y: flow.y, width: text - 10 }, { size: 8.5 }, 'artifact');
    flow.y += tall;
  }
}
