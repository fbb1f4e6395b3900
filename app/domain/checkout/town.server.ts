// The town's totals, from ledger entries alone. Terms first, propagated once; small cells are not published.

import { keptGrams } from '#app/domain/impact/kept.ts';
import type { LineImpact } from '#app/domain/impact/line.server.ts';
import { addIntervals, type Interval, propagate } from '#app/domain/impact/propagate.server.ts';
import { deltaTerms, type Mode, type Scenario, type Term } from '#app/domain/impact/terms.ts';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { prepared } from '#db/client.ts';

/** The body of an impact.line entry, as far as totals read it. */
export type ImpactLine = LineImpact & {
  at: string;
  order: string;
  scenario: Scenario['kind'] | null;
  reference_units: number;
};

/** `hidden`: fewer than five orders; only their number is said. */
export type TownTotals = {
  hidden: boolean;
  orders: number;
  spentCents: number;
  retainedCents: Interval | null;
  unknownRetentionCents: number;
  inclusionMinutes: Interval | null;
  keptGrams: number;
  delta: Interval | null;
};
export type MonthTotals = TownTotals & { month: string };

const smallCell = 5;
const known = new WeakMap<object, { size: number; whole: TownTotals; months: MonthTotals[] }>();

/** Everything since the beginning. */
export function townTotals(ctx: Pick<Ctx, 'db'>): TownTotals {
  return read(ctx).whole;
}

/** Month by month, in Paris time; a month with fewer than five orders only says how many it had. */
export function monthTotals(ctx: Pick<Ctx, 'db'>): MonthTotals[] {
  return read(ctx).months;
}

/** The log only grows, so a result stands until the size changes. */
function read(ctx: Pick<Ctx, 'db'>) {
  const size = ledgerSize(ctx);
  const cached = known.get(ctx.db.$client);
  if (cached?.size === size) return cached;
  const rows = prepared(
    ctx.db,
    `select l.bytes from ledger_entries l where l.kind = 'impact.line' and not exists (select 1 from ledger_entries r where r.event = l.event || ':reversed') order by l.idx`,
  )
    .pluck()
    .all() as Buffer[];
  const lines = rows.map((bytes) => JSON.parse(bytes.toString('utf8')) as ImpactLine);
  const byMonth = Map.groupBy(lines, (line) => parisMonth(line.at));
  const months = [...byMonth]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, own]) => ({ month, ...hideSmall(total(own, month)) }));
  const fresh = { size, whole: hideSmall(total(lines, 'town')), months: hideAnother(months) };
  known.set(ctx.db.$client, fresh);
  return fresh;
}

/** Adds up entries: intervals of euros and hours by their ends, CO2e by its terms. */
function total(lines: readonly ImpactLine[], seed: string): TownTotals {
  const terms = lines.flatMap((line) => termsOf(line) ?? []);
  return {
    hidden: false,
    orders: new Set(lines.map((line) => line.order)).size,
    spentCents: lines.reduce((sum, line) => sum + line.money.eur_cents_ht, 0),
    retainedCents: addIntervals(lines.map((line) => line.money.retained_eur_cents)),
    unknownRetentionCents: lines.reduce(
      (sum, line) => sum + (line.money.retained_eur_cents ? 0 : line.money.eur_cents_ht),
      0,
    ),
    inclusionMinutes: addIntervals(lines.map((line) => line.inclusion_min)),
    keptGrams: lines.reduce((sum, line) => sum + keptGrams(line.material_kept_g), 0),
    delta: terms.length > 0 ? propagate(terms, `total\n${seed}\n${lines.length}`) : null,
  };
}

/** The terms an entry was computed from, read back from its fields. Null without a reference. */
function termsOf(line: ImpactLine): Term[] | null {
  if (!line.scenario || !line.co2e_g?.delta || !line.baseline_ref) return null;
  const goods = {
    scenario: scenarioOf(line.scenario, line.baseline_ref),
    massGrams: line.mass_g,
    referenceUnits: line.reference_units,
  };
  const assumed = line.co2e_g.displacement_permille === 600 ? null : line.co2e_g.displacement_permille;
  return deltaTerms(
    goods,
    {
      mode: line.mode as Mode,
      trip: line.trip,
      distanceMeters: line.distance_m,
      sharePermille: line.trip_share_permille,
    },
    assumed,
  );
}

function scenarioOf(kind: Scenario['kind'], ref: string): Scenario {
  if (kind !== 'local-food') return { kind, factor: ref };
  const [farm, transport] = ref.split('+') as [string, string];
  return { kind, farm, transport };
}

function hideSmall(totals: TownTotals): TownTotals {
  return totals.orders < smallCell ? hide(totals) : totals;
}

/** One hidden month alone would be the whole minus the others: a second one, the smallest, is hidden with it. */
function hideAnother(months: MonthTotals[]): MonthTotals[] {
  const shown = months.filter((month) => !month.hidden);
  if (months.length - shown.length !== 1) return months;
  const [smallest] = shown.toSorted((a, b) => a.orders - b.orders);
  return months.map((month) => (month === smallest ? { month: month.month, ...hide(month) } : month));
}

function hide({ orders }: TownTotals): TownTotals {
  return {
    hidden: true,
    orders,
    spentCents: 0,
    retainedCents: null,
    unknownRetentionCents: 0,
    inclusionMinutes: null,
    keptGrams: 0,
    delta: null,
  };
}

function parisMonth(at: string): string {
  return new Intl.DateTimeFormat('sv-SE', { year: 'numeric', month: '2-digit', timeZone: 'Europe/Paris' }).format(
    new Date(at),
  );
}
