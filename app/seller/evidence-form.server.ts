// Posted evidence -> a submission, or every error beside its field.

import { z } from 'zod';
import { normaliseDecimal } from '#app/domain/catalogue/cell-values.ts';
import type { NewEvidence } from '#app/domain/evidence/evidence.server.ts';
import { noFile } from '#app/domain/evidence/evidence.ts';
import { type StoredFile, storeEvidenceFile } from '#app/domain/evidence/evidence-files.server.ts';
import { documentLevels, documentLevelsOf } from '#app/domain/scoring/criterion-levels.ts';
import { type Criterion, rangeOf } from '#app/domain/scoring/scoring-method.ts';
import { localDay } from '#app/domain/shared/context.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { optionalFile, optionalText, ticked } from '#app/http/form-fields.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

const kinds = ['declaration', 'file', 'link'] as const;
const maxFileBytes = 10 * 1024 * 1024;

/** The fields of all kinds of evidence; `errorsOf` asks for those that a kind needs. */
export const evidenceForm = z.object({
  value: optionalText(40),
  dated: optionalText(40),
  kind: z.enum(kinds, 'choice'),
  title: optionalText(160),
  file: optionalFile,
  link: optionalText(500),
  level: z.enum(documentLevels, 'choice'),
  public: ticked,
  sign: ticked,
});
type EvidenceInput = z.infer<typeof evidenceForm>;

type Read = Result<{ submission: Omit<NewEvidence, 'supplierId'> }, { errors: Record<string, string> }>;

/** The submission, with its file stored; or the errors of all fields as sentences. */
export async function readEvidenceForm(ctx: RequestContext, input: EvidenceInput, criterion: Criterion): Promise<Read> {
  const { kind, title, level, public: filePublic } = input;
  const value = readValue(input.value, criterion);
  const errors = errorsOf(ctx, input, criterion);
  if (value === null || Object.keys(errors).length > 0) return { ok: false, errors };
  const kept = kind === 'file' && input.file ? await keepFile(ctx, input.file) : noFile;
  if (typeof kept === 'string') return { ok: false, errors: { file: ctx.t.evidence.errors[kept] } };
  return {
    ok: true,
    submission: {
      ...kept,
      criterionId: criterion.id,
      value,
      datedOn: input.dated,
      kind,
      askedLevel: kind === 'declaration' ? 'L1' : level,
      title: title || ctx.t.evidence.kinds.declaration,
      link: kind === 'link' ? input.link : null,
      filePublic,
    },
  };
}

/** The stored file, or why it is not taken. A scanner that does not answer lets nothing pass. */
async function keepFile(
  { services: { malwareScanner, storage, log } }: RequestContext,
  file: File,
): Promise<StoredFile | 'file' | 'infected' | 'unscanned'> {
  const bytes = Buffer.from(await file.arrayBuffer());
  try {
    if ((await malwareScanner?.(bytes)) === 'infected') return 'infected';
  } catch (err) {
    log.error({ err }, 'the scanner of malware did not answer');
    return 'unscanned';
  }
  return (await storeEvidenceFile(storage, file.name, bytes)) ?? 'file';
}

function errorsOf(ctx: RequestContext, input: EvidenceInput, criterion: Criterion): Record<string, string> {
  const { errors: messages } = ctx.t.evidence;
  const { kind, dated, title, file, link, level, sign } = input;
  const { min, max } = rangeOf(criterion);
  const isPast = z.iso.date().safeParse(dated).success && dated <= localDay(ctx.now, ctx.town) && dated >= '2000-01-01';
  const isHttps = z.url({ protocol: /^https$/ }).safeParse(link).success && link.length < 500;
  const errors: Record<string, string> = {};
  if (readValue(input.value, criterion) === null)
    errors.value =
      max === Number.POSITIVE_INFINITY ? messages.valueMin(String(min)) : messages.value(String(min), String(max));
  if (!isPast) errors.dated = messages.date;
  if (kind !== 'declaration' && !title) errors.title = messages.title;
  if (kind === 'file' && !(file && file.size <= maxFileBytes)) errors.file = messages.file;
  if (kind === 'link' && !isHttps) errors.link = messages.link;
  if (kind !== 'declaration' && !documentLevelsOf(criterion).includes(level)) errors.level = messages.level;
  if (!sign) errors.sign = messages.sign;
  return errors;
}

/** A value within the criterion's range, with at most three decimals; null otherwise. */
export function readValue(typed: string, criterion: Criterion): number | null {
  const text = normaliseDecimal(typed);
  const value = text === null ? Number.NaN : Math.round(Number(text) * 1000) / 1000;
  const { min, max } = rangeOf(criterion);
  return value >= min && value <= max ? value : null;
}
