// The town's published figures as open-data files.

import { readFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { factorsFile } from '#app/domain/impact/factor-files.server.ts';
import type { ImpactTotals } from '#app/domain/impact/totals.server.ts';
import { checkpointAt } from '#app/domain/ledger/checkpoints.server.ts';
import { categoryTotals } from '#app/domain/reporting/category-totals.server.ts';
import { listFactorVersions } from '#app/domain/reporting/factor-versions.server.ts';
import { placeTotals } from '#app/domain/reporting/place-totals.server.ts';
import { latestPublication } from '#app/domain/reporting/publication.server.ts';
import { monthTotals, townTotals } from '#app/domain/reporting/town-totals.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

const licence = 'https://www.etalab.gouv.fr/licence-ouverte-open-licence';
const options = { delimiter: ',', record_delimiter: '\n' } as const;
/** Whole cents, minutes and grams, so that they are the same in every language. */
const columns = [
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
];

function row(key: string, one: ImpactTotals): (string | number)[] {
  const interval = (of: { lo: number; mid: number; hi: number } | null) => (of ? [of.lo, of.mid, of.hi] : ['', '', '']);
  return [
    key,
    one.orders,
    one.lines,
    one.spentCents,
    ...interval(one.retainedCents),
    one.unknownRetentionCents,
    ...interval(one.inclusionMinutes),
    one.keptGrams,
    ...interval(one.delta),
    one.unreferencedCents,
  ];
}

export function categoriesCsv(ctx: RequestContext): string {
  return stringify([columns, ...categoryTotals(ctx).map((one) => row(one.key, one))], options);
}

/** Sold and bought by commune, cents excl. VAT; empty if not published. */
export function placesCsv(ctx: RequestContext): string {
  const rows = placeTotals(ctx).map((one) => [
    one.insee,
    one.suppliers,
    one.buyers,
    one.soldCents ?? '',
    one.boughtCents ?? '',
  ]);
  return stringify([['insee', 'suppliers', 'buying_organisations', 'sold_cents', 'bought_cents'], ...rows], options);
}

/** Months with fewer than five orders are merged with the following ones: `2026-01/2026-02`. */
export function monthsCsv(ctx: RequestContext): string {
  return stringify([columns, ...monthTotals(ctx).map((one) => row(one.month, one))], options);
}

export function townJson(ctx: RequestContext): unknown {
  const { size, at } = latestPublication(ctx);
  return {
    licence,
    publishedAt: at,
    entries: size,
    checkpoint: checkpointAt(ctx, size)?.note ?? null,
    town: townTotals(ctx),
    months: monthTotals(ctx),
    categories: categoryTotals(ctx),
    places: placeTotals(ctx),
  };
}

/** DCAT-AP: one dataset with its files and their licence. */
export function dcatCatalogue(ctx: RequestContext): unknown {
  const { origin } = ctx.services.env;
  const { dataset, files } = ctx.t.observatory;
  const { at } = latestPublication(ctx);
  const formats: Record<string, string> = { csv: 'text/csv', json: 'application/json' };
  const distributions = Object.entries(files).flatMap(([file, title]) => {
    const mediaType = findOwnValue(formats, file.split('.').at(-1));
    return mediaType
      ? [
          {
            '@type': 'dcat:Distribution',
            title,
            downloadURL: `${origin}/open-data/${file}`,
            mediaType,
            license: licence,
          },
        ]
      : [];
  });
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      title: 'dct:title',
      license: { '@id': 'dct:license', '@type': '@id' },
      modified: 'dct:modified',
      publisher: 'dct:publisher',
      accrualPeriodicity: 'dct:accrualPeriodicity',
      downloadURL: { '@id': 'dcat:downloadURL', '@type': '@id' },
      mediaType: 'dcat:mediaType',
      distribution: 'dcat:distribution',
    },
    '@id': `${origin}/open-data/dcat.jsonld`,
    '@type': 'dcat:Dataset',
    title: dataset,
    publisher: ctx.ledgerKey.origin,
    license: licence,
    ...(at ? { modified: at } : {}),
    distribution: distributions,
  };
}

/**
 * The text of a version of the factors, as hashed in the ledger; for versions published by stewards their exact text.
 * Throws NotFound.
 */
export function factorsText(ctx: RequestContext): string {
  const ref = ctx.url.searchParams.get('version') ?? ctx.factors.active.ref;
  const version = listFactorVersions(ctx).find((one) => one.ref === ref);
  if (!version) throw new NotFound(`factors ${ref}`);
  return version.text ?? readFileSync(factorsFile(ref), 'utf8');
}
