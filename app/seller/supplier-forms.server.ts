// Schemas of a supplier's own forms.
import { z } from 'zod';
import { categories } from '#app/domain/catalogue/offer.ts';
import { modes } from '#app/domain/impact/terms.ts';
import { resolveCommune } from '#app/domain/shared/communes.server.ts';
import { readControlBody, readHealthMark } from '#app/domain/shared/identifiers/food-marks.ts';
import { isOfCompany } from '#app/domain/shared/identifiers/vat-number.ts';
import type { Town } from '#app/domain/shared/town.ts';
import { mapBounds, toPoint } from '#app/domain/shared/town-map.ts';
import { legalForms } from '#app/domain/suppliers/legal-forms.ts';
import { vatRegimes } from '#app/domain/suppliers/supplier.ts';
import {
  decimalBetween,
  eitherForm,
  email,
  isoDay,
  optionalDecimal,
  optionalEuros,
  optionalIdentifier,
  optionalText,
  optionalVatNumber,
  phone,
  requiredText,
  siret,
  ticked,
  wholeNumber,
} from '#app/http/form-fields.ts';
import { typedHours } from '#app/http/hours-field.ts';
import type { EprId } from '#db/schema/suppliers.ts';
import { weekdays } from './hours-fields.ts';
import { closuresForm, hoursForm } from './hours-form.server.ts';
import { pickupPointsForm } from './pickup-points.server.ts';

/** A commune of the official list, by its name or postcode; several that fit are named. */
const commune = requiredText(200).transform((typed, context) => {
  const resolved = resolveCommune(typed);
  if (resolved.found) return resolved.found.insee;
  const named = resolved.candidates.map(({ name, postcodes }) => `${postcodes[0]} ${name}`).join(', ');
  context.addIssue({ code: 'custom', message: named ? 'communeNear' : 'commune', params: { named } });
  return z.NEVER;
});

const identityFields = {
  name: requiredText(120),
  trade: z.enum(categories, 'choice'),
  legalName: requiredText(160),
  legalForm: z.enum(legalForms, 'choice'),
  address: requiredText(200),
  insee: commune,
  contactName: requiredText(120),
  email,
  phone,
};

const vatFields = { vatRegime: z.enum(vatRegimes, 'choice'), vatNumber: optionalVatNumber };

export const joinForm = z.object({ ...identityFields, ...vatFields, siret }).superRefine((form, context) => {
  if (form.vatNumber && !isOfCompany(form.vatNumber, form.siret.slice(0, 9)))
    context.addIssue({ code: 'custom', path: ['vatNumber'], message: 'vatNumber:other-company' });
});

/** The regime from a day on. */
export const vatForm = z.object({ ...vatFields, startsOn: isoDay });

/** One per line: "papiers graphiques: FR012345_01ABCD". */
const eprIds = optionalText(2000).transform((text, context): EprId[] => {
  const rows = lines(text).map((line) => /^(.{2,60}?)\s*:\s*([A-Z]{2}\d{6}_\d{2}[A-Z0-9]{4,6})$/.exec(line));
  if (rows.some((row) => row === null)) context.addIssue({ code: 'custom', message: 'epr' });
  return rows.flatMap((row) => (row ? [{ scheme: row[1]!, number: row[2]! }] : []));
});

export const identityForm = z.object({
  ...identityFields,
  headlineFr: requiredText(120),
  headlineEn: optionalText(120),
  storyFr: requiredText(2000).min(80, 'story'),
  storyEn: optionalText(2000),
  headcount: optionalDecimal,
  resourcesCents: optionalEuros,
  inclusiveHours: optionalDecimal,
  eprIds,
  controlBody: optionalIdentifier('controlBody', readControlBody),
  healthMark: optionalIdentifier('healthMark', readHealthMark),
});

export type IdentityForm = z.output<typeof identityForm>;

const weekdayBoxes = (name: string) => z.object(Object.fromEntries(weekdays.map((day) => [`${name}${day}`, ticked])));

function tickedDays(boxes: Record<string, boolean>): number[] {
  return weekdays.filter((day) => Object.entries(boxes).some(([name, on]) => on && name.endsWith(String(day))));
}

const deliveryTerms = z.object({
  deliveryMode: z.enum(modes, 'choice'),
  cutoffDays: wholeNumber(0, 14, 'number'),
  cutoffHour: wholeNumber(0, 24, 'number'),
  deliveryHours: typedHours,
  sharedFeeCents: optionalEuros,
  dedicatedFeeCents: optionalEuros,
  pickup: ticked,
  joinsRound: ticked,
  worksHolidays: ticked,
  minimumOrderCents: optionalEuros.transform((cents) => cents ?? 0),
});

export const deliveryForm = deliveryTerms
  .and(weekdayBoxes('day').transform((boxes) => ({ deliveryDays: tickedDays(boxes) })))
  .and(weekdayBoxes('work').transform((boxes) => ({ workDays: tickedDays(boxes) })))
  .and(hoursForm)
  .and(closuresForm)
  .and(pickupPointsForm);

/** A click on the map (an image button sends its pixel, `from` the point that the map showed), or typed coordinates within the town's bounds. */
export const placeForm = (town: Town) => {
  const { south, north, west, east } = town.bounds;
  return eitherForm(
    ({ by }) => by === 'map',
    z
      .object({ 'map.x': wholeNumber(0, 9999), 'map.y': wholeNumber(0, 9999), from: optionalText(80) })
      .transform(({ from, ...pixel }) => ({
        ...toPoint({ x: pixel['map.x'], y: pixel['map.y'] }, mapBounds(town)),
        from,
      })),
    z.object({ lat: decimalBetween(south, north, 'place'), lon: decimalBetween(west, east, 'place') }),
  );
};

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
