// Parses a version of the factors: the file that comes with the code, and the row of a later version. A broken one is
// refused by the name of its field before any purchase is computed with it.
import { z } from 'zod';
import { fileIssue, type ParsedFile, parseFile } from '#app/domain/shared/file-fault.ts';
import { type FactorSet, type Law, tripParameters } from './factor-set.ts';
import { quantitiesInUse } from './line-terms.ts';

/** The file that comes with the code, without the trip parameters that the code adds; or its faults. */
export function parseFactorsFile(file: unknown): ParsedFile<FactorSet> {
  return parseFile(fileSchema, file);
}

/** A whole version, as `factor_publications` holds it and as it is about to be published; or its faults. */
export function parseFactorSet(set: unknown): ParsedFile<FactorSet> {
  return parseFile(setSchema, set);
}

const text = z.string().refine((value) => value.trim() !== '', fileIssue('empty'));

const units = [
  'kgCO2e/kg',
  'kgCO2e/unité',
  'kgCO2e/an',
  'kgCO2e/t.km',
  'kgCO2e/véhicule.km',
  'kgCO2e/repas',
  'kgCO2e/L',
  'kgCO2e/kWh',
  'kgCO2e/kWh PCS',
] as const;
const categories = [
  'energy',
  'transport',
  'furniture',
  'it',
  'paper',
  'food',
  'catering',
  'cleaning',
  'textile',
  'timber',
] as const;
/** A published difference is what a purchase avoids, so that it is below zero; every other factor is not. */
const differenceId = /_(avoided|plus_one_year|refurb_year)$/;

const factor = z
  .strictObject({
    id: z.string().regex(/^[a-z]+\.[a-z][a-z0-9_]*$/),
    category: z.enum(categories),
    label_fr: text,
    label_en: text,
    value: z.number(),
    unit: z.enum(units),
    source: text,
    year: z.int().min(1990).max(2100),
    licence: text,
    uncertainty_pct: z.number().min(0).max(500),
    uncertainty_origin: z.enum(['assigned', 'convention', 'published']),
    status: z.enum(['SEEN', 'KNOWN']),
    address: text,
    boundary: z.string(),
    derivation: z.string(),
    note: z.string(),
    state: z.enum(['replaced', 'withdrawn', 'closed']).optional(),
    times: z.array(z.string()).optional(),
    former: z.string().optional(),
  })
  .superRefine(({ id, value }, ctx) => {
    if (differenceId.test(id) ? value >= 0 : value < 0) ctx.addIssue(fileIssue('out-of-range', ['value']));
  });

const parameterFields = {
  id: z.string().regex(/^(param|trip)\.[a-z][a-z0-9_]*$/),
  label_fr: text,
  label_en: text,
  value: z.number().min(0),
  low: z.number().min(0),
  high: z.number().min(0),
  note: z.string(),
};
const status = z.enum(['SEEN', 'KNOWN', 'ASSUMPTION']);
const ascending = ({ low, value, high }: { low: number; value: number; high: number }, ctx: Refinement) => {
  if (value < low) ctx.addIssue(fileIssue('not-ascending', ['low']));
  if (value > high) ctx.addIssue(fileIssue('not-ascending', ['high']));
};

/** The trip parameters of the code have no status; those of a file do. */
const fileParameter = z.strictObject({ ...parameterFields, status }).superRefine(ascending);
const setParameter = z.strictObject({ ...parameterFields, status: status.optional() }).superRefine(ascending);

const family = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  label_fr: text,
  label_en: text,
  rho: z.number().min(0).max(1),
  members: z.array(z.string()).min(1),
});

/** Absent in files and rows older than the second law. */
const lawFields = {
  law: z.enum(['per-item', 'vehicle-km']).default('per-item'),
  families: z.array(family).default([]),
};

const fileSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    version: z.string().regex(/^\d{4}[a-z0-9.-]*$/),
    date: z.iso.date(),
    rules: z.array(text).min(1),
    uncertainty_classes_pct: z.strictObject({ A: percent(), B: percent(), C: percent(), D: percent() }),
    factors: z.array(factor).min(1),
    parameters: z.array(fileParameter).min(1),
    import_path: z.strictObject({ base_carbone: text, agribalyse: text }),
    ...lawFields,
  })
  .transform(({ id, version, date, law, factors, parameters, families }): FactorSet => {
    const ours = law === 'per-item' ? tripParameters : [];
    return { ref: `${id}/${version}`, date, law, factors, parameters: [...parameters, ...ours], families };
  })
  .superRefine((set, ctx) => checkIds(ctx, set));

const setSchema: z.ZodType<FactorSet> = z
  .strictObject({
    ref: z.string().regex(/^[a-z][a-z0-9-]*\/\d{4}[a-z0-9.-]*$/),
    date: z.iso.date(),
    factors: z.array(factor).min(1),
    parameters: z.array(setParameter).min(1),
    ...lawFields,
  })
  .superRefine((set, ctx) => checkIds(ctx, set));

function percent() {
  return z.number().positive().max(500);
}

type Refinement = { addIssue: (issue: ReturnType<typeof fileIssue>) => void };
type Named = readonly { id: string }[];
type Parts = {
  law: Law;
  factors: readonly { id: string; times?: string[] | undefined }[];
  parameters: Named;
  families: readonly { members: string[] }[];
};

/** Ids are unique over both lists, and every id that another one or the code refers to is there. */
function checkIds(ctx: Refinement, { law, factors, parameters, families }: Parts): void {
  const ids = [...factors, ...parameters].map(({ id }) => id);
  ids.forEach((id, i) => {
    if (ids.indexOf(id) === i) return;
    const isFactor = i < factors.length;
    const path = isFactor ? ['factors', i, 'id'] : ['parameters', i - factors.length, 'id'];
    ctx.addIssue(fileIssue('not-unique', path));
  });
  for (const id of quantitiesInUse[law])
    if (!ids.includes(id))
      ctx.addIssue(fileIssue('missing', [/^(param|trip)\./.test(id) ? 'parameters' : 'factors', id]));
  // A local food is compared with the same food on its usual way: each of the two needs the other.
  factors.forEach(({ id }, i) => {
    if (/_farm_heated$|_offseason_farm$/.test(id)) return; // it is compared with the way of the same food in season
    const pair = /^food\..*_farm$/.test(id)
      ? id.replace(/_farm$/, '_transport_ref')
      : id.replace(/^(food\..*)_transport_ref$/, '$1_farm');
    if (!ids.includes(pair)) ctx.addIssue(fileIssue('unknown-reference', ['factors', i, 'id']));
  });
  factors.forEach(({ times = [] }, i) => {
    if (!times.every((id) => ids.includes(id))) ctx.addIssue(fileIssue('unknown-reference', ['factors', i, 'times']));
  });
  const members = families.flatMap((one) => one.members);
  families.forEach((one, i) => {
    const path = ['families', i, 'members'];
    if (!one.members.every((id) => ids.includes(id))) ctx.addIssue(fileIssue('unknown-reference', path));
    if (one.members.some((id) => members.indexOf(id) !== members.lastIndexOf(id)))
      ctx.addIssue(fileIssue('not-unique', path));
  });
}
