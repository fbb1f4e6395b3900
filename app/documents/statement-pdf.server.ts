// A buyer's year as PDF: sums and their parts with intervals, the unknown share, the public buyers' tables, the
// entries.

import type { ImpactTotals } from '#app/domain/impact/totals.server.ts';
import { flowsOf } from '#app/domain/reporting/flows.ts';
import type { ReachedShare } from '#app/domain/reporting/reached-share.ts';
import type { StatementLine } from '#app/domain/reporting/statement-lines.server.ts';
import type { Declarations, StatementGroup, YearStatement } from '#app/domain/reporting/year-statement.server.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { translated } from '#app/domain/shared/translated.ts';
import {
  formatDate,
  formatEuros,
  formatMass,
  formatMoney,
  formatMonth,
  formatNumber,
  formatRate,
} from '#app/i18n/format.ts';
import { formatCo2, formatMinutesInterval, formatMoneyInterval } from '#app/i18n/format-interval.ts';
import type { Messages } from '#app/i18n/messages.ts';
import { drawFlows, drawIntervals } from './charts.server.ts';
import { PdfFlow } from './pdf-flow.server.ts';
import { columnsOf, pairOf } from './pdf-sheet.server.ts';

export type PrintedYear = {
  buyer: string;
  siret: string | null;
  statement: YearStatement;
  declarations: Declarations;
  lines: readonly StatementLine[];
  /** The checkpoint that covers the entries, and the verifier key for it. */
  note: string;
  /** When the checkpoint was signed: the time of this statement. */
  at: Date;
  key: string;
};

/** Above this number, entries are only in the CSV file. */
const entriesPrinted = 500;
const sumColumns = pairOf(170, 329);
const groupColumns = columnsOf([104, 56, 86, 76, 52, 125], [1, 4]);
const agecColumns = columnsOf([150, 65, 105, 105, 74], [1, 2, 3]);
const egalimColumns = columnsOf([150, 80, 60, 209], [1, 2]);
const entryColumns = columnsOf([58, 186, 120, 70, 65], [3, 4]);

export function renderStatement(year: PrintedYear, t: Messages, locale: Locale, author: string): Promise<Uint8Array> {
  const { statement, lines } = year;
  const { statement: s } = t;
  const { totals } = statement;
  const flow = new PdfFlow({ title: s.title(statement.year), lang: locale, at: year.at, author });
  flow.title(s.title(statement.year));
  flow.text([year.buyer, year.siret].filter(Boolean).join(' · '), { font: 'strong', size: 11 });
  flow.space(4);
  flow.text(s.lead(year.buyer));
  flow.heading(s.whole);
  flow.note(
    [s.orders(totals.orders, totals.lines), statement.corrections > 0 ? s.corrections(statement.corrections) : ''].join(
      ' ',
    ),
  );
  flow.space(4);
  sums(flow, totals, t, locale, s.whole);
  const { before } = statement;
  if (before.ok) {
    flow.heading(s.before.title(before.year));
    flow.note(s.before.words);
    if (before.difference) flow.text(s.before.difference(formatCo2(before.difference, t, locale)));
    sums(flow, before.totals, t, locale, s.before.title(before.year));
  } else {
    flow.space(6);
    flow.note(s.before[before.reason](before.year));
  }
  const categoryName = (key: string) => t.categories[key as keyof typeof t.categories] ?? key;
  const groups: [string, StatementGroup[], (key: string) => string][] = [
    [s.months, statement.months, (key) => formatMonth(key, locale)],
    [s.categories, statement.categories, categoryName],
    [s.suppliers, statement.suppliers, (key) => key],
  ];
  const compared = statement.months.flatMap(({ key, delta }) => (delta ? [{ key, delta }] : []));
  for (const [heading, own, name] of groups) {
    flow.heading(heading);
    if (own === statement.months && compared.length > 0) {
      flow.note(t.ledger.chart);
      flow.space(6);
      drawIntervals(
        flow,
        compared.map(({ key, delta }) => ({ name: name(key), span: delta, figure: formatCo2(delta, t, locale) })),
      );
      flow.space(8);
    }
    if (own === statement.categories) {
      flow.note(t.observatory.flowsLead);
      const euros = own.map((one) => ({ name: name(one.key), ...flowsOf(one) }));
      drawFlows(flow, euros, t.observatory.places, locale);
      flow.space(8);
    }
    flow.table(
      groupColumns,
      Object.values(s.columns),
      own.map((one) => groupRow(one, name(one.key), t, locale)),
      heading,
    );
  }
  publicBuyers(flow, year.declarations, t, locale);
  flow.heading(s.lines);
  flow.note(s.linesPrinted(Math.min(lines.length, entriesPrinted), lines.length));
  flow.space(4);
  const { day, line, supplier, index } = s.lineColumns;
  flow.table(
    entryColumns,
    [day, line, supplier, s.columns.spent, index],
    lines
      .slice(0, entriesPrinted)
      .map((one) => [
        formatDate(one.paidOn, locale),
        `${translated(one.name, locale)}${one.corrected ? ` (${s.corrected})` : ''}`,
        one.supplier,
        formatMoney(one.entry.money.eur_cents_ht, locale),
        formatNumber(one.index, locale),
      ]),
    s.lines,
  );
  flow.heading(t.receipt.proof);
  flow.text(s.method(statement.methods.join(', '), statement.factors.join(', ')));
  flow.text(s.recompute);
  flow.space(6);
  flow.note(t.receipt.checkpoint);
  flow.text(year.note.trim(), { size: 7.5 });
  flow.space(4);
  flow.note(t.receipt.key);
  flow.text(year.key, { size: 7.5 });
  return flow.finish(t.receipt.page, t.receipt.lacking);
}

function sums(flow: PdfFlow, totals: ImpactTotals, t: Messages, locale: Locale, title: string): void {
  const { figure } = t.receipt;
  const rows: [string, string | null][] = [
    [figure.spent, formatMoney(totals.spentCents, locale)],
    [figure.kept, totals.retainedCents && formatMoneyInterval(totals.retainedCents, t, locale)],
    [figure.hours, totals.inclusionMinutes && formatMinutesInterval(totals.inclusionMinutes, t, locale)],
    [figure.mass, formatMass(totals.keptGrams, locale)],
    [figure.co2, totals.delta && formatCo2(totals.delta, t, locale)],
  ];
  flow.facts(
    sumColumns,
    rows.map(([name, value]) => ({ name, texts: [{ text: value ?? t.unknown }], style: { font: 'strong' }, gap: 3 })),
    title,
  );
  const share = (cents: number) => formatRate(Math.round((cents / totals.spentCents) * 10_000), locale);
  if (totals.spentCents > 0 && totals.unknownRetentionCents > 0)
    flow.note(t.totals.unknown(share(totals.unknownRetentionCents)));
  if (totals.spentCents > 0 && totals.unreferencedCents > 0)
    flow.note(t.statement.unreferenced(share(totals.unreferencedCents)));
}

function groupRow(one: StatementGroup, name: string, t: Messages, locale: Locale): string[] {
  return [
    name,
    formatEuros(one.spentCents, locale),
    one.retainedCents ? formatMoneyInterval(one.retainedCents, t, locale) : t.unknown,
    one.inclusionMinutes ? formatMinutesInterval(one.inclusionMinutes, t, locale) : t.unknown,
    formatMass(one.keptGrams, locale),
    one.delta ? formatCo2(one.delta, t, locale) : t.order.noCo2,
  ];
}

function publicBuyers(
  flow: PdfFlow,
  { agec: { rows: goods }, egalim }: Declarations,
  t: Messages,
  locale: Locale,
): void {
  const { statement: s } = t;
  const { rows: food, quality, organic, meatAndFish, meals, open } = egalim;
  const money = (cents: number) => formatMoney(cents, locale);
  if (goods.length > 0) {
    flow.heading(s.publicBuyers);
    flow.note(s.agecLead);
    flow.note(s.onHalleOnly);
    flow.space(4);
    const rows = goods.map((one) => [
      one.category,
      money(one.totalCents),
      shareText(one.reuse, t, locale),
      shareText(one.recycled, t, locale),
      one.leaves.map(({ index }) => index).join(', '),
    ]);
    flow.table(agecColumns, Object.values(s.agec), rows, s.publicBuyers);
  }
  if (food.length > 0) {
    flow.space(10);
    flow.note(s.egalimLead);
    flow.space(4);
    const rows = food.map((one) => [
      findOwnValue(t.food.classes, one.egalim) ?? s.noPaper,
      money(one.cents),
      formatRate(one.basisPoints, locale),
      one.leaves.map(({ index }) => index).join(', '),
    ]);
    flow.table(egalimColumns, Object.values(s.egalim), rows, s.egalimLead);
    flow.space(4);
    flow.note(`${s.foodRules.quality} : ${shareText(quality, t, locale).replace('\n', ', ')}`);
    flow.note(`${s.foodRules.organic} : ${shareText(organic, t, locale).replace('\n', ', ')}`);
    flow.note(`${s.foodRules.meatAndFish} : ${shareText(meatAndFish, t, locale).replace('\n', ', ')}`);
    const openCents = open.reduce((sum, { cents }) => sum + cents, 0);
    if (openCents > 0) flow.note(`${s.foodRules.open} : ${money(openCents)}`);
    if (meals.cents > 0) flow.note(`${s.foodRules.meals} : ${money(meals.cents)}`);
  }
}

/** Amount and share, and below it the share asked with the euros that are missing. */
function shareText(share: ReachedShare, { statement: s }: Messages, locale: Locale): string {
  const { cents, baseCents, basisPoints, askedPercent, missingCents } = share;
  if (baseCents === 0) return s.nothingBought;
  const reached = `${formatMoney(cents, locale)} · ${formatRate(basisPoints, locale)}`;
  if (askedPercent === null || missingCents === null) return `${reached}\n${s.noThreshold}`;
  if (missingCents === 0) return `${reached}\n${s.reached(askedPercent)}`;
  return `${reached}\n${s.missing(askedPercent, formatMoney(missingCents, locale))}`;
}
