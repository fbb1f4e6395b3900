// The files of a publication, as texts. They are kept as they were hashed into the ledger, and never made again.
import { stringify } from 'csv-stringify/sync';
import { checkpointAt } from '#app/domain/ledger/checkpoints.server.ts';
import { readWitnessAlarm } from '#app/domain/ledger/witness-alarm.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import type { GroupTotals, PlaceTotals, TownFigures } from './town-figures.server.ts';

const options = { delimiter: ',', record_delimiter: '\n' } as const;
const licence = 'https://www.etalab.gouv.fr/licence-ouverte-open-licence';

/** Whole cents, minutes and grams, so that they are the same in every language. */
export const groupColumns = [
  'key',
  'orders',
  'lines',
  'spent_cents',
  'retained_low_cents',
  'retained_cents',
  'retained_high_cents',
  'retention_unknown_cents',
  'inclusion_low_minutes',
  'inclusion_minutes',
  'inclusion_high_minutes',
  'kept_in_use_g',
  'co2e_compared_low_g',
  'co2e_compared_g',
  'co2e_compared_high_g',
  'without_reference_cents',
] as const;
export const placeColumns = ['insee', 'suppliers', 'buying_organisations', 'sold_cents', 'bought_cents'] as const;

/**
 * The files by name. `size`, `at`: of the publication. `witness` in town.json is the state of the witnesses at that time, in
 * the words of /healthcheck: figures without a quorum are told apart by it.
 */
export function publishedFiles(
  ctx: Pick<Ctx, 'db' | 'now'>,
  { size, at }: { size: number; at: string | null },
  figures: TownFigures,
): Map<string, string> {
  const { town, months, categories, places } = figures;
  const checkpoint = checkpointAt(ctx, size)?.note ?? null;
  const { state, reason } = readWitnessAlarm(ctx);
  return new Map([
    ['categories.csv', stringify([groupColumns, ...categories.map(groupRow)], options)],
    ['months.csv', stringify([groupColumns, ...months.map(groupRow)], options)],
    ['places.csv', stringify([placeColumns, ...places.map(placeRow)], options)],
    [
      'town.json',
      JSON.stringify({
        licence,
        publishedAt: at,
        entries: size,
        checkpoint,
        witness: { state, reason },
        town,
        months,
        categories,
        places,
      }),
    ],
  ]);
}

/** An empty cell is hidden, or nothing in it is known. */
function groupRow(one: GroupTotals): (string | number)[] {
  const interval = (of: { lo: number; mid: number; hi: number } | null) => (of ? [of.lo, of.mid, of.hi] : ['', '', '']);
  return [
    one.key,
    one.orders,
    one.lines,
    one.spentCents,
    ...interval(one.retainedCents),
    one.unknownRetentionCents ?? '',
    ...interval(one.inclusionMinutes),
    one.keptGrams ?? '',
    ...interval(one.delta),
    one.unreferencedCents ?? '',
  ];
}

function placeRow(one: PlaceTotals): (string | number)[] {
  return [one.insee, one.suppliers, one.buyers, one.soldCents ?? '', one.boughtCents ?? ''];
}
