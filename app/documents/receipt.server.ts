// An order's impact receipt as text: each figure with its value and its sources, for both the page and the PDF.

import { quantityName } from '#app/domain/impact/factor-set.ts';
import { quantitiesOf } from '#app/domain/impact/impact-entry.server.ts';
import { materialKeptGrams } from '#app/domain/impact/material-kept.ts';
import { impactTotals } from '#app/domain/impact/totals.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import type { OutsideTime } from '#app/domain/ledger/outside-times.server.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import type { ImpactTicket, ImpactTicketLine } from '#app/domain/receipts/impact-ticket.server.ts';
import { findImpactTicket } from '#app/domain/receipts/impact-ticket.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import {
  formatDate,
  formatDateTime,
  formatDistance,
  formatMass,
  formatMoney,
  formatNumber,
  formatRate,
} from '#app/i18n/format.ts';
import { formatCo2, formatMinutesInterval, formatMoneyInterval, permilleRange } from '#app/i18n/format-interval.ts';
import type { Messages } from '#app/i18n/messages.ts';

export type ReceiptCtx = LedgerCtx & ActiveRules & { t: Messages };
export type How = { text: string; href: string | null };
export type Figure = { name: string; value: string; how: How[] };
export type ReceiptLine = {
  line: number;
  title: string;
  supplier: string;
  entry: string;
  /** Between which two outside times the entry was signed, or why none is known. */
  times: string;
  corrected: boolean;
  figures: Figure[];
  /** Opens /verify with the receipt after the #, which the browser never sends to the server. */
  verify: string;
};
export type ReceiptView = {
  title: string;
  facts: [string, string][];
  sums: Figure[];
  lines: ReceiptLine[];
  corrections: string[];
  note: string;
  /** How far the checkpoint may be trusted: by a quorum of witnesses, or not. */
  trust: string;
  /** When the checkpoint was signed: the time of this receipt. */
  at: Date;
  key: string;
  versions: string;
};

/** `origin` is the site that serves /verify. Throws NotFound until the payment has written the entries. */
export function receiptView(ctx: ReceiptCtx, whole: WholeOrder, origin: string): ReceiptView {
  const { order } = whole;
  const { t, locale } = ctx;
  const ticket = findImpactTicket(ctx, whole);
  if (!ticket) throw new NotFound(`receipt of ${order.id}`);
  const { facts, line, correction, reasons, versions, title, entry } = t.receipt;
  return {
    title: title(order.number),
    facts: [
      [facts.order, order.number],
      [facts.buyer, order.buyerName],
      [facts.paid, order.paidAt ? formatDate(order.paidAt, locale) : ''],
      [facts.entries, ticket.lines.map(({ index }) => formatNumber(index, locale)).join(', ')],
    ],
    sums: sumsOf(ctx, ticket, order.id),
    lines: ticket.lines.map((own) => ({
      line: own.line,
      title: line(own.line, own.quantity, own.name),
      supplier: own.supplier,
      entry: entry(own.index, ticket.size),
      times: timesOf(ctx, own),
      corrected: own.corrected,
      figures: figuresOf(ctx, own),
      verify: `${origin}/verify#${own.packed}${own.packedFigures}`,
    })),
    corrections: ticket.corrections.map((one) =>
      correction(one.line, one.wrong, one.by, findOwnValue(reasons, one.reason) ?? one.reason),
    ),
    note: ticket.note,
    trust: t.receipt.trust[ticket.trust],
    at: new Date(ticket.signedAt),
    key: ticket.key,
    versions: versions(ticket.method, ticket.factors),
  };
}

function timesOf({ t, locale }: ReceiptCtx, { notBefore, notAfter }: ImpactTicketLine): string {
  if (!notBefore && !notAfter) return t.receipt.noOutsideTime;
  const shown = (time: OutsideTime | null) => time && `${formatDateTime(time.at, locale)} (${time.name})`;
  return t.order.signedBetween(shown(notBefore), shown(notAfter));
}

function sumsOf({ t, locale, factors }: ReceiptCtx, ticket: ImpactTicket, orderId: string): Figure[] {
  const [sums] = impactTotals([ticket.lines.map(({ impact }) => impact)], `receipt\n${orderId}`, factors);
  const { spentCents, retainedCents, inclusionMinutes, keptGrams: kept, delta } = sums!;
  const { figure, wholeHow } = t.receipt;
  const plain = (name: string, value: string | null): Figure[] => (value ? [{ name, value, how: [] }] : []);
  return [
    ...plain(figure.spent, formatMoney(spentCents, locale)),
    ...plain(figure.kept, retainedCents && formatMoneyInterval(retainedCents, t, locale)),
    ...plain(figure.hours, inclusionMinutes && formatMinutesInterval(inclusionMinutes, t, locale)),
    ...plain(figure.mass, kept > 0 ? formatMass(kept, locale) : null),
    ...(delta
      ? [{ name: figure.co2, value: formatCo2(delta, t, locale), how: [{ text: wholeHow, href: '/method' }] }]
      : []),
  ];
}

function figuresOf(ctx: ReceiptCtx, line: ImpactTicketLine): Figure[] {
  const { t, locale } = ctx;
  const { figure, how } = t.receipt;
  const { impact } = line;
  const { money, inclusion_min: minutes, material_kept_g: kept, basis, packaging } = impact;
  const level = (of: string | null) => t.levels[of as keyof typeof t.levels] ?? '';
  const retained = money.retained_eur_cents;
  const way = (['reuse', 'repair', 'recycled'] as const).find((one) => kept[one] > 0);
  return [
    { name: figure.spent, value: formatMoney(money.eur_cents_ht, locale), how: [] },
    {
      name: figure.kept,
      value: retained ? formatMoneyInterval(retained, t, locale) : t.unknown,
      how:
        retained && basis?.retention_bp != null
          ? [
              {
                text: how.kept(formatRate(basis.retention_bp, locale), level(money.evidence)),
                href: '/method#eco.territory_retention',
              },
            ]
          : [],
    },
    {
      name: figure.hours,
      value: minutes ? formatMinutesInterval(minutes, t, locale) : t.unknown,
      how:
        minutes && basis?.inclusion_ms_per_euro != null
          ? [
              {
                text: how.hours(
                  formatNumber(basis.inclusion_ms_per_euro / 1000, locale, 1),
                  level(basis.inclusion_evidence),
                ),
                href: '/method#soc.inclusion_hours',
              },
            ]
          : [],
    },
    ...(way
      ? [
          {
            name: figure.mass,
            value: formatMass(materialKeptGrams(kept), locale),
            how: [{ text: how.mass[way], href: '/method' }],
          },
        ]
      : []),
    ...co2Figures(ctx, line),
    ...(packaging.lent_units > 0
      ? [{ name: figure.lent, value: formatNumber(packaging.lent_units, locale), how: [] }]
      : []),
  ];
}

function co2Figures({ t, locale, factors }: ReceiptCtx, { impact, assumed }: ImpactTicketLine): Figure[] {
  const { figure, how } = t.receipt;
  const co2 = impact.co2e_g;
  const range = assumed && permilleRange(assumed, t, locale);
  const alone = (text: string): How => ({ text, href: null });
  if (!co2) return [{ name: figure.co2, value: t.unknown, how: [alone(how.noReference)] }];
  const named = (ids: readonly string[]) =>
    ids.map((id) => ({ text: quantityName(factors, id, locale), href: `/factors/${id}` }));
  const mode = t.modes[impact.mode as keyof typeof t.modes];
  const trip =
    impact.mode === 'transport.none'
      ? mode
      : how.transport(formatDistance(impact.distance_m, locale), t.order.trips[impact.trip], mode);
  const references = impact.baseline_ref?.split('+') ?? [];
  const used = quantitiesOf(impact, factors).filter((id) => !references.includes(id));
  const uses = impact.basis?.uses_per_life;
  const actual: Figure = {
    name: figure.actual,
    value: `${formatMass(co2.actual, locale)} CO₂e`,
    how: [
      alone(impact.scenario === 'rental' && trip !== mode ? `${trip}, ${how.twice}` : trip),
      ...(uses ? [alone(how.uses(formatNumber(uses, locale)))] : []),
      ...named(used),
    ],
  };
  const compared: Figure = {
    name: figure.co2,
    value: co2.delta ? formatCo2(co2.delta, t, locale) : t.unknown,
    how: co2.delta
      ? [
          ...named(references),
          ...(co2.displacement_permille === null
            ? []
            : [alone(how.displacement(formatRate(co2.displacement_permille * 10, locale), range))]),
        ]
      : [alone(how.noReference)],
  };
  return [actual, compared];
}
