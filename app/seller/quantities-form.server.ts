// The typed quantities of a criterion -> their sheet and the value that they make, or every error beside its field.
import { z } from 'zod';
import { parseScaled } from '#app/domain/catalogue/cell-values.ts';
import { computeValue, type QuantityFormula, type QuantitySheet } from '#app/domain/scoring/criterion-quantities.ts';
import { addMonths } from '#app/domain/scoring/score.ts';
import { type Criterion, rangeOf, refOf } from '#app/domain/scoring/scoring-method.ts';
import { addDays } from '#app/domain/shared/context.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { translatedField } from '#app/domain/shared/translated.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/** Days by which a period may be longer than asked, and months by which its end may be older than the document. */
const spareDays = 31;
const olderMonths = 12;

type Posted = Record<string, unknown>;
type Errors = Record<string, string>;
type ReadSheet = Result<{ value: number; sheet: QuantitySheet }, { errors: Errors }>;

/** The name of a quantity's field. */
export function quantityField(id: string): string {
  return `quantity.${id}`;
}

/** `dated` is the day of the evidence as it was typed: a period ends at the latest then. */
export function readQuantities(
  ctx: RequestContext,
  criterion: Criterion & { quantities: QuantityFormula },
  posted: Posted,
  dated: string,
): ReadSheet {
  const { quantities: formula } = criterion;
  const { errors: messages } = ctx.t.evidence;
  const typed = formula.fields.map((field) => ({ ...field, milli: readOne(posted, field) }));
  const errors: Errors = Object.fromEntries(
    typed.flatMap(({ id, milli, optional }) =>
      milli === null ? [[quantityField(id), optional ? messages.quantityOptional : messages.quantity]] : [],
    ),
  );
  const period = readPeriod(ctx, formula, posted, dated);
  if (!period.ok) Object.assign(errors, period.errors);
  if (!period.ok || Object.keys(errors).length > 0) return { ok: false, errors };
  const quantities = Object.fromEntries(typed.flatMap(({ id, milli }) => (milli ? [[id, milli]] : [])));
  const computed = computeValue(formula, quantities);
  if (!computed.ok)
    return { ok: false, errors: { [quantityField(computed.field)]: refusalSentence(ctx, formula, computed) } };
  const { min, max } = rangeOf(criterion);
  const { value } = computed;
  const first = quantityField(formula.fields[0]?.id ?? '');
  if (value < min || value > max) return { ok: false, errors: { [first]: messages.quantityRange } };
  return { ok: true, value, sheet: { method: refOf(ctx.method), from: period.from, to: period.to, quantities } };
}

/** Thousandths; null for what is no number, or is missing where it must be there. */
function readOne(posted: Posted, { id, unit, optional }: QuantityFormula['fields'][number]): number | null {
  const given = findOwnValue(posted, quantityField(id));
  const text = typeof given === 'string' ? given.trim() : '';
  if (unit === 'case') return text === '' ? 0 : 1000;
  if (text === '') return optional ? 0 : null;
  return parseScaled(text, 3);
}

type Period = Result<{ from: string | null; to: string | null }, { errors: Errors }>;

function readPeriod(
  ctx: RequestContext,
  { period_months: months }: QuantityFormula,
  posted: Posted,
  dated: string,
): Period {
  if (months === null) return { ok: true, from: null, to: null };
  const { errors: messages } = ctx.t.evidence;
  const [from, to] = [posted.from, posted.to].map((day) => z.iso.date().safeParse(day).data ?? null);
  if (!from || !to)
    return {
      ok: false,
      errors: { ...(!from && { from: messages.periodDay }), ...(!to && { to: messages.periodDay }) },
    };
  if (to <= from) return { ok: false, errors: { to: messages.periodOrder } };
  if (addDays(addMonths(from, months), spareDays) < to)
    return { ok: false, errors: { from: messages.periodLong(months) } };
  const isDated = z.iso.date().safeParse(dated).success;
  if (isDated && to > dated) return { ok: false, errors: { to: messages.periodAfter } };
  if (isDated && addMonths(to, olderMonths) < dated)
    return { ok: false, errors: { to: messages.periodOld(olderMonths) } };
  return { ok: true, from, to };
}

function refusalSentence(
  { t, locale }: RequestContext,
  formula: QuantityFormula,
  refusal: Extract<ReturnType<typeof computeValue>, { ok: false }>,
): string {
  const { errors: messages } = t.evidence;
  if (refusal.reason === 'nothing-to-divide') return messages.quantityZero;
  const names = formula.fields
    .filter(({ id }) => refusal.whole.includes(id))
    .map((one) => translatedField(one, 'label', locale));
  return messages.quantityParts(names.join(' + '));
}
