// Posted evidence -> a submission, or every error beside its field.

import { z } from 'zod';
import { normaliseDecimal } from '#app/domain/catalogue/cell-values.ts';
import type { NewEvidence } from '#app/domain/evidence/evidence.server.ts';
import { noFile } from '#app/domain/evidence/evidence.ts';
import { storeEvidenceFile } from '#app/domain/evidence/evidence-files.server.ts';
import { type Criterion, rangeOf } from '#app/domain/scoring/scoring-method.ts';
import { localDay } from '#app/domain/shared/context.ts';
import type { Storage } from '#app/domain/shared/storage.server.ts';
import type { Messages } from '#app/i18n/messages.ts';

const kinds = ['declaration', 'file', 'link', 'registry'] as const;

type Read =
  | { ok: true; submission: Omit<NewEvidence, 'supplierId'> }
  | { ok: false; errors: Record<string, string>; values: Record<string, string> };

export async function readEvidenceForm(
  form: FormData,
  criterion: Criterion,
  now: Date,
  storage: Storage,
  t: Messages,
): Promise<Read> {
  const errorMessages = t.evidence.errors;
  const errors: Record<string, string> = {};
  const values = Object.fromEntries([...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
  const kind = kinds.find((known) => known === values.kind) ?? 'declaration';
  const value = readValue(values.value ?? '', criterion);
  const { min, max } = rangeOf(criterion);
  if (value === null)
    errors.value =
      max === Number.POSITIVE_INFINITY
        ? errorMessages.valueMin(String(min))
        : errorMessages.value(String(min), String(max));
  const day = z.iso.date().safeParse(values.dated);
  if (!day.success || day.data > localDay(now) || day.data < '2000-01-01') errors.dated = errorMessages.date;
  if (!values.sign) errors.sign = errorMessages.sign;
  const title = (values.title ?? '').trim().slice(0, 160);
  if (kind !== 'declaration' && !title) errors.title = errorMessages.title;
  const link = kind === 'link' || kind === 'registry' ? (values.link ?? '').trim() : '';
  if (
    (kind === 'link' || kind === 'registry') &&
    !(z.url({ protocol: /^https$/ }).safeParse(link).success && link.length < 500)
  )
    errors.link = errorMessages.link;
  const file = form.get('file');
  const attached = kind === 'file' && file instanceof File && file.size > 0 && file.size <= 10 * 1024 * 1024;
  if (kind === 'file' && !attached) errors.file = errorMessages.file;
  const levels = kind === 'registry' ? (['L4'] as const) : (['L2', 'L3', 'L4'] as const);
  if (Object.keys(errors).length > 0) return { ok: false, errors, values };
  const kept = attached ? await storeEvidenceFile(storage, file.name, Buffer.from(await file.arrayBuffer())) : noFile;
  if (!kept) return { ok: false, errors: { file: errorMessages.file }, values };
  return {
    ok: true,
    submission: {
      ...kept,
      criterionId: criterion.id,
      value: value!,
      datedOn: day.data!,
      kind,
      askedLevel: kind === 'declaration' ? 'L1' : (levels.find((level) => level === values.level) ?? levels[0]),
      title: title || t.evidence.kinds.declaration,
      link: link || null,
      filePublic: values.public === '1',
    },
  };
}

/** A value within the criterion's range, with at most three decimals; null otherwise. */
export function readValue(typed: string, criterion: Criterion): number | null {
  const text = normaliseDecimal(typed);
  const value = text === null ? Number.NaN : Math.round(Number(text) * 1000) / 1000;
  const { min, max } = rangeOf(criterion);
  return value >= min && value <= max ? value : null;
}
