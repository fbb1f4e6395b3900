// The town's published figures as open-data files.

import { readFileSync } from 'node:fs';
import { factorsFile } from '#app/domain/impact/factor-files.server.ts';
import { listFactorVersions } from '#app/domain/reporting/factor-versions.server.ts';
import { findPublishedFile } from '#app/domain/reporting/publication.server.ts';
import { publishedFiles } from '#app/domain/reporting/published-files.server.ts';
import { computeTownFigures } from '#app/domain/reporting/town-figures.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';

export type FilesContext = Pick<Ctx, 'db' | 'now' | 'town'> & ActiveRules;

/** The text of a published file; before the first night one without rows. Throws NotFound. */
export function publishedFile(ctx: FilesContext, name: string): string {
  const text = findPublishedFile(ctx, name) ?? unpublishedFiles(ctx).get(name);
  if (text === undefined) throw new NotFound(`file ${name}`);
  return text;
}

function unpublishedFiles(ctx: FilesContext): Map<string, string> {
  return publishedFiles(ctx, { size: 0, at: null }, computeTownFigures(ctx, 0));
}

/**
 * The text of a version of the factors, the active one for null, as hashed in the ledger; for versions published by stewards their exact text.
 * Throws NotFound.
 */
export function factorsText(ctx: FilesContext, wanted: string | null): string {
  const ref = wanted ?? ctx.factors.active.ref;
  const version = listFactorVersions(ctx).find((one) => one.ref === ref);
  if (!version) throw new NotFound(`factors ${ref}`);
  return version.text ?? readFileSync(factorsFile(ref), 'utf8');
}
