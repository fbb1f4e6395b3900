// The town's published figures as open-data files.

import { readFileSync } from 'node:fs';
import { factorsFile } from '#app/domain/impact/factor-files.server.ts';
import { listFactorVersions } from '#app/domain/reporting/factor-versions.server.ts';
import { findPublishedFile, latestPublication } from '#app/domain/reporting/publication.server.ts';
import { licence, publishedFiles } from '#app/domain/reporting/published-files.server.ts';
import { computeTownFigures } from '#app/domain/reporting/town-figures.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/** The text of a published file; before the first night one without rows. Throws NotFound. */
export function publishedFile(ctx: RequestContext, name: string): string {
  const text = findPublishedFile(ctx, name) ?? unpublishedFiles(ctx).get(name);
  if (text === undefined) throw new NotFound(`file ${name}`);
  return text;
}

function unpublishedFiles(ctx: RequestContext): Map<string, string> {
  return publishedFiles(ctx, { size: 0, at: null }, computeTownFigures(ctx, 0));
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
