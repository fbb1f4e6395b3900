// Schemas of a supplier's own forms. Errors are keys of t.seller.errors.
import { z } from 'zod';
import { isSiret } from '#app/domain/accounts/organisation.ts';
import { categories } from '#app/domain/catalogue/offer.ts';
import { modes } from '#app/domain/impact/terms.ts';
import { resolveCommune } from '#app/domain/shared/communes.server.ts';
import { legalForms } from '#app/domain/suppliers/legal-forms.ts';
import { vatRegimes } from '#app/domain/suppliers/supplier.ts';
import type { Closure, EprId, Opening, PickupPoint } from '#db/schema/suppliers.ts';

const required = (maxLength: number) => z.string().trim().min(1, 'required').max(maxLength, 'long');
const optional = (maxLength: number) => z.string().trim().max(maxLength, 'long').default('');
const commune = z.string().transform((typed, context) => {
  const { found } = resolveCommune(typed);
  if (found) return found.insee;
  context.addIssue({ code: 'custom', message: 'commune' });
  return z.NEVER;
});

const identityFields = {
  name: required(120),
  trade: z.enum(categories, 'required'),
  legalName: required(160),
  legalForm: z.enum(legalForms, 'required'),
  vatRegime: z.enum(vatRegimes, 'required'),
  vatNumber: z
    .string()
    .transform((value) => value.replace(/\s/g, '').toUpperCase() || null)
    .pipe(z.union([z.null(), z.string().regex(/^[A-Z]{2}[0-9A-Z]{2,13}$/, 'vatNumber')])),
  address: required(200),
  insee: commune,
  contactName: required(120),
  email: z.string().trim().toLowerCase().max(200, 'long').pipe(z.email('email')),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d .()-]{6,20}$/, 'phone'),
};
const siret = z
  .string()
  .transform((value) => value.replace(/\s/g, ''))
  .refine(isSiret, 'siret');

export const joinForm = z.object({ ...identityFields, siret });

/** Euros with a comma or a point, parsed to whole cents; empty is null. */
const euros = z
  .string()
  .trim()
  .transform((value) => value.replace(/\s|€/g, '').replace(',', '.'))
  .pipe(z.union([z.literal(''), z.string().regex(/^\d{1,7}(\.\d{1,2})?$/, 'euros')]))
  .transform((value) => (value === '' ? null : Math.round(Number(value) * 100)));

/** A number with a comma or a point; empty is null. */
const decimal = z
  .string()
  .trim()
  .transform((value) => value.replace(/\s/g, '').replace(',', '.'))
  .pipe(z.union([z.literal(''), z.string().regex(/^\d{1,9}(\.\d{1,3})?$/, 'number')]))
  .transform((value) => (value === '' ? null : Number(value)));

/** One per line: "papiers graphiques: FR012345_01ABCD". */
const eprIds = optional(2000).transform((text, context): EprId[] => {
  const rows = lines(text).map((line) => /^(.{2,60}?)\s*:\s*([A-Z]{2}\d{6}_\d{2}[A-Z0-9]{4,6})$/.exec(line));
  if (rows.some((row) => row === null)) context.addIssue({ code: 'custom', message: 'epr' });
  return rows.flatMap((row) => (row ? [{ scheme: row[1]!, number: row[2]! }] : []));
});

export const identityForm = z.object({
  ...identityFields,
  headlineFr: required(120),
  headlineEn: optional(120),
  storyFr: z.string().trim().min(80, 'story').max(2000, 'long'),
  storyEn: optional(2000),
  headcount: decimal,
  resourcesCents: euros,
  inclusiveHours: decimal,
  eprIds,
});

/** One per line: "1 09:00-12:30", weekday and hours; weekdays by ISO number or by French or English name. */
const openings = optional(1000).transform((text, context): Opening[] => {
  const rows = lines(text).map((line) => {
    const found = /^(\p{L}+|[1-7])(?:\s*:)?\s+(\d{1,2})[:h](\d{2})?\s*(?:-|–|à|to)\s*(\d{1,2})[:h](\d{2})?$/u.exec(
      line,
    );
    const day = found && weekdayOf(found[1]!);
    if (!found || !day) return null;
    const at = (hour: string, minutes = '00') => `${hour.padStart(2, '0')}:${minutes}`;
    const [from, to] = [at(found[2]!, found[3]), at(found[4]!, found[5])];
    return from < to && to <= '24:00' ? { day, from, to } : null;
  });
  if (rows.some((row) => row === null)) context.addIssue({ code: 'custom', message: 'opening' });
  return rows.filter((row) => row !== null).sort((a, b) => a.day - b.day || (a.from < b.from ? -1 : 1));
});

/** One per line: "Nom ; adresse ; commune ; horaires". */
const pickupPoints = optional(3000).transform((text, context): PickupPoint[] => {
  const rows = lines(text).map((line) => {
    const [name, address, place, hours = ''] = line.split(';').map((part) => part.trim());
    const { found } = resolveCommune(place ?? '');
    return name && address && found ? { name, address, insee: found.insee, hours } : null;
  });
  if (rows.some((row) => row === null)) context.addIssue({ code: 'custom', message: 'pickupPoints' });
  return rows.filter((row) => row !== null);
});

/** One per line: "2026-12-24 2027-01-02"; a single date means that day only. */
const closures = optional(2000).transform((text, context): Closure[] => {
  const day = z.iso.date();
  const rows = lines(text).map((line) => {
    const [from, to = from] = line.split(/\s+(?:au\s+|to\s+)?/);
    const sound = day.safeParse(from).success && day.safeParse(to).success && from! <= to!;
    return sound ? { from: from!, to: to! } : null;
  });
  if (rows.some((row) => row === null)) context.addIssue({ code: 'custom', message: 'closures' });
  return rows.filter((row) => row !== null).sort((a, b) => (a.from < b.from ? -1 : 1));
});

const ticked = z
  .string()
  .optional()
  .transform((value) => value !== undefined);

export const deliveryForm = z
  .object({
    deliveryMode: z.enum(modes),
    day1: ticked,
    day2: ticked,
    day3: ticked,
    day4: ticked,
    day5: ticked,
    day6: ticked,
    day7: ticked,
    cutoffDays: z.coerce.number('number').int('number').min(0, 'number').max(14, 'number'),
    cutoffHour: z.coerce.number('number').int('number').min(0, 'number').max(24, 'number'),
    sharedFeeCents: euros,
    dedicatedFeeCents: euros,
    pickup: ticked,
    joinsRound: ticked,
    minimumOrderCents: euros.transform((cents) => cents ?? 0),
    opening: openings,
    pickupPoints,
    closures,
  })
  .transform(({ day1, day2, day3, day4, day5, day6, day7, ...rest }) => ({
    ...rest,
    deliveryDays: [day1, day2, day3, day4, day5, day6, day7].flatMap((on, i) => (on ? [i + 1] : [])),
  }));

export const placeForm = z.object({
  lat: z.coerce.number('number').min(48, 'place').max(51, 'place'),
  lon: z.coerce.number('number').min(2.5, 'place').max(6, 'place'),
});

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

const weekdays = [
  ['lundi', 'monday'],
  ['mardi', 'tuesday'],
  ['mercredi', 'wednesday'],
  ['jeudi', 'thursday'],
  ['vendredi', 'friday'],
  ['samedi', 'saturday'],
  ['dimanche', 'sunday'],
];

function weekdayOf(typed: string): number | null {
  if (/^[1-7]$/.test(typed)) return Number(typed);
  const at = weekdays.findIndex((names) =>
    names.some((name) => name.startsWith(typed.toLowerCase()) && typed.length >= 3),
  );
  return at === -1 ? null : at + 1;
}
