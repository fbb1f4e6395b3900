// Posted evidence -> a submission, or every error beside its field.
import { z } from 'zod';
import { normaliseDecimal } from '#app/domain/catalogue/cell-values.ts';
import type { NewEvidence } from '#app/domain/evidence/evidence.server.ts';
import { maxEvidenceFiles, maxSubmissionBytes } from '#app/domain/evidence/evidence.ts';
import { type StoredFile, storeEvidenceFile } from '#app/domain/evidence/evidence-files.server.ts';
import { documentLevels, documentLevelsOf } from '#app/domain/scoring/criterion-levels.ts';
import { allowsDocument, type QuantitySheet } from '#app/domain/scoring/criterion-quantities.ts';
import { type Criterion, rangeOf } from '#app/domain/scoring/scoring-method.ts';
import { localDay } from '#app/domain/shared/context.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { optionalFiles, optionalText, ticked } from '#app/http/form-fields.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { readQuantities } from './quantities-form.server.ts';

const kinds = ['declaration', 'file', 'link'] as const;
const maxFileBytes = 10 * 1024 * 1024;

/** The fields of all kinds of evidence, and those of its quantities by name; `errorsOf` asks for those that a kind needs. */
export const evidenceForm = z.looseObject({
  value: optionalText(40),
  dated: optionalText(40),
  kind: z.enum(kinds, 'choice'),
  title: optionalText(160),
  file: optionalFiles(maxEvidenceFiles),
  link: optionalText(500),
  level: z.enum(documentLevels, 'choice').optional(),
  public: ticked,
  sign: ticked,
});
/** The same form, sent to be computed: what is not of the value is not looked at. */
export const quantitiesForm = z.looseObject({ dated: optionalText(40) });
type EvidenceInput = z.infer<typeof evidenceForm>;

type Errors = Record<string, string>;
export type ReadValue = Result<{ value: number; sheet: QuantitySheet | null }, { errors: Errors }>;
type Read = Result<{ submission: Omit<NewEvidence, 'supplierId'> }, { errors: Errors }>;

/** The submission, with its files stored; or the errors of all fields as sentences. */
export async function readEvidenceForm(ctx: RequestContext, input: EvidenceInput, criterion: Criterion): Promise<Read> {
  const { kind, title, level = 'L2', public: filePublic } = input;
  const read = readCriterionValue(ctx, criterion, input);
  const errors = { ...(!read.ok && read.errors), ...errorsOf(ctx, input, criterion, read.ok ? read.sheet : null) };
  if (!read.ok || Object.keys(errors).length > 0) return { ok: false, errors };
  const kept = kind === 'file' ? await keepFiles(ctx, input.file) : { ok: true as const, files: [] };
  if (!kept.ok) return { ok: false, errors: { file: ctx.t.evidence.errors.fileNamed(kept.name, kept.reason) } };
  return {
    ok: true,
    submission: {
      criterionId: criterion.id,
      value: read.value,
      sheet: read.sheet,
      files: kept.files,
      datedOn: input.dated,
      kind,
      askedLevel: kind === 'declaration' ? 'L1' : level,
      title: title || ctx.t.evidence.kinds.declaration,
      link: kind === 'link' ? input.link : null,
      filePublic,
    },
  };
}

/** The value as typed, or computed from its quantities where the criterion has them. */
export function readCriterionValue(
  ctx: RequestContext,
  criterion: Criterion,
  posted: { value?: unknown; dated: string },
): ReadValue {
  const { quantities } = criterion;
  if (quantities) return readQuantities(ctx, { ...criterion, quantities }, posted, posted.dated);
  const value = readValue(typeof posted.value === 'string' ? posted.value : '', criterion);
  if (value !== null) return { ok: true, value, sheet: null };
  const { min, max } = rangeOf(criterion);
  const { errors: messages } = ctx.t.evidence;
  const isOpen = max === Number.POSITIVE_INFINITY;
  return {
    ok: false,
    errors: { value: isOpen ? messages.valueMin(String(min)) : messages.value(String(min), String(max)) },
  };
}

type KeptFiles = Result<{ files: StoredFile[] }, { reason: 'file' | 'infected' | 'unscanned'; name: string }>;

/**
 * The stored files, or the first one that is not taken, with nothing kept. A scanner that does not answer lets nothing
 * pass. All are scanned before the first is stored.
 */
async function keepFiles(
  { services: { malwareScanner, storage, log } }: RequestContext,
  files: readonly File[],
): Promise<KeptFiles> {
  const all = await Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: Buffer.from(await file.arrayBuffer()) })),
  );
  for (const { name, bytes } of all)
    try {
      if ((await malwareScanner?.(bytes)) === 'infected') return { ok: false, reason: 'infected', name };
    } catch (err) {
      log.error({ err }, 'the scanner of malware did not answer');
      return { ok: false, reason: 'unscanned', name };
    }
  const kept: StoredFile[] = [];
  for (const { name, bytes } of all) {
    const stored = await storeEvidenceFile(storage, name, bytes);
    if (!stored) {
      for (const { fileKey } of kept) await storage.remove(fileKey);
      return { ok: false, reason: 'file', name };
    }
    kept.push(stored);
  }
  return { ok: true, files: kept };
}

function errorsOf(
  ctx: RequestContext,
  input: EvidenceInput,
  criterion: Criterion,
  sheet: QuantitySheet | null,
): Errors {
  const { errors: messages } = ctx.t.evidence;
  const { kind, dated, title, file, link, level, sign } = input;
  const isPast = z.iso.date().safeParse(dated).success && dated <= localDay(ctx.now, ctx.town) && dated >= '2000-01-01';
  const isHttps = z.url({ protocol: /^https$/ }).safeParse(link).success && link.length < 500;
  const errors: Errors = {};
  if (!isPast) errors.dated = messages.date;
  if (kind !== 'declaration' && !title) errors.title = messages.title;
  if (kind === 'file' && (file.length === 0 || file.some(({ size }) => size > maxFileBytes)))
    errors.file = messages.file;
  else if (file.reduce((sum, { size }) => sum + size, 0) > maxSubmissionBytes) errors.file = messages.filesTogether;
  if (kind === 'link' && !isHttps) errors.link = messages.link;
  if (kind !== 'declaration' && !allowsDocument(criterion, sheet)) errors.kind = messages.declaredOnly;
  else if (kind !== 'declaration' && !documentLevelsOf(criterion).some((one) => one === level))
    errors.level = messages.level;
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
