// The schema of a criterion's quantities in a method file: every name that the formula uses is a field, and every field
// is used.
import { z } from 'zod';
import { fileIssue } from '#app/domain/shared/file-fault.ts';
import { type QuantityFormula, quantityUnits } from './criterion-quantities.ts';

const text = z.string().refine((value) => value.trim() !== '', fileIssue('empty'));
const id = z.string().regex(/^[a-z][a-z0-9_]*$/);
/** To the hundredth, as `computeValue` reads them. */
const weights = z.record(
  id,
  z
    .number()
    .min(-10)
    .max(10)
    .refine((weight) => Math.abs(weight * 100 - Math.round(weight * 100)) < 1e-9, fileIssue('wrong-shape')),
);

const field = z.strictObject({
  id,
  label_fr: text,
  label_en: text,
  unit: z.enum(quantityUnits),
  optional: z.literal(true).optional(),
});

export const quantityFormula: z.ZodType<QuantityFormula> = z
  .strictObject({
    period_months: z.int().min(1).max(60).nullable(),
    fields: z.array(field).min(1).max(12),
    numerator: weights,
    denominator: weights,
    divided_by: z.array(id),
    scale: z.int().min(1).max(1_000_000),
    combine: z.literal('max').optional(),
    absolute: z.literal(true).optional(),
    within: z.array(z.strictObject({ parts: z.array(id).min(1), whole: z.array(id).min(1) })).optional(),
    set_when: z.record(id, z.number().min(0)).optional(),
    declared_without: z.array(id).min(1).optional(),
  })
  .superRefine((formula, ctx) => {
    const used = [
      ...Object.keys(formula.numerator),
      ...Object.keys(formula.denominator),
      ...formula.divided_by,
      ...Object.keys(formula.set_when ?? {}),
      ...(formula.declared_without ?? []),
      ...(formula.within ?? []).flatMap(({ parts, whole }) => [...parts, ...whole]),
    ];
    const known = formula.fields.map((one) => one.id);
    for (const name of used) if (!known.includes(name)) ctx.addIssue(fileIssue('unknown-reference', [name]));
    known.forEach((name, i) => {
      if (!used.includes(name)) ctx.addIssue(fileIssue('unknown-value', ['fields', i, 'id']));
      if (known.indexOf(name) < i) ctx.addIssue(fileIssue('not-unique', ['fields', i, 'id']));
    });
    if (Object.keys(formula.numerator).length === 0) ctx.addIssue(fileIssue('too-few', ['numerator']));
  });
