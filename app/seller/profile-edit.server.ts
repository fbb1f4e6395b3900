// The edit of a supplier's own forms: the texts of their fields, who changed one last, and the columns to write.
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { findOfficialCommune } from '#app/domain/shared/communes.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { displayEmail } from '#app/domain/shared/identifiers/display-email.server.ts';
import { findLastProfileChange, type SupplierProfile } from '#app/domain/suppliers/joining.server.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import type { Editing, LastChange } from '#app/http/edit-conflicts.ts';
import type { FieldTexts, MergedEdit } from '#app/http/edit-form.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatWeekday } from '#app/i18n/format.ts';
import { weekdays } from './hours-fields.ts';
import { closureValues, hoursValues } from './hours-form.server.ts';
import { pickupPointValues } from './pickup-points.server.ts';

export function identityValues(supplier: Supplier) {
  const commune = findOfficialCommune(supplier.insee);
  return {
    name: supplier.name,
    trade: supplier.trade,
    legalName: supplier.legalName,
    legalForm: supplier.legalForm,
    address: supplier.address,
    insee: commune ? `${commune.postcodes[0]} ${commune.name}` : '',
    contactName: supplier.contactName,
    email: displayEmail(supplier.email),
    phone: supplier.phone,
    headlineFr: supplier.headline.fr,
    headlineEn: supplier.headline.en ?? '',
    storyFr: supplier.story.fr,
    storyEn: supplier.story.en ?? '',
    headcount: supplier.headcount,
    resourcesCents: supplier.resourcesCents === null ? null : supplier.resourcesCents / 100,
    inclusiveHours: supplier.inclusiveMinutes === null ? null : supplier.inclusiveMinutes / 60,
    controlBody: supplier.controlBody ?? '',
    healthMark: supplier.healthMark ?? '',
    eprIds: supplier.eprIds.map(({ scheme, number }) => `${scheme} : ${number}`).join('\n'),
  };
}

/** A point on the map is one thing with two fields. */
export function placeValues({ lat, lon }: Supplier) {
  return { lat, lon };
}

/** `isWhole`: with every field that the form can have, for what another page of it posts. */
export function deliveryValues(
  { now, town }: Pick<RequestContext, 'now' | 'town'>,
  supplier: Supplier,
  isWhole = false,
) {
  return {
    ...Object.fromEntries(weekdays.map((day) => [`day${day}`, supplier.deliveryDays.includes(day) ? '1' : ''])),
    ...Object.fromEntries(weekdays.map((day) => [`work${day}`, supplier.workDays.includes(day) ? '1' : ''])),
    worksHolidays: supplier.worksHolidays ? '1' : '',
    ...hoursValues(supplier.opening, isWhole),
    ...closureValues(supplier.closures, localDay(now, town), isWhole),
    ...pickupPointValues(supplier.pickupPoints, isWhole),
    pickup: supplier.pickup ? '1' : '',
    joinsRound: supplier.joinsRound ? '1' : '',
    deliveryMode: supplier.deliveryMode,
    cutoffDays: supplier.cutoffDays,
    cutoffHour: supplier.cutoffHour,
    deliveryHours: supplier.deliveryHours,
    sharedFeeCents: inEuros(supplier.sharedFeeCents),
    dedicatedFeeCents: inEuros(supplier.dedicatedFeeCents),
    minimumOrderCents: inEuros(supplier.minimumOrderCents),
  };
}

function inEuros(cents: number | null): string {
  return cents === null ? '' : (cents / 100).toFixed(2).replace('.', ',');
}

const isBox = (field: string) => isDay(field) || ['pickup', 'joinsRound', 'worksHolidays'].includes(field);
const isDay = (field: string) => /^(?:day|work)[1-7]$/.test(field);

/** The editing of one of a supplier's forms, whose fields have the texts `now`. */
export function profileEditing(ctx: RequestContext, supplier: Supplier, now: FieldTexts): Editing {
  return {
    now,
    boxes: Object.keys(now).filter(isBox),
    linked: ['lat', 'lon'],
    grows: ['hours', 'closure', 'point'],
    lastChange: (field) => lastProfileChange(ctx, supplier, field),
    describe: (field, text) => describeText(ctx, field, text),
  };
}

/** The last change of a form's field, with the name of the person. */
export function lastProfileChange(ctx: RequestContext, supplier: Supplier, field: string): LastChange | null {
  const change = findLastProfileChange(ctx, supplier.id, columnOf(field));
  return change ? { name: personNames(ctx, [change.actor]).get(change.actor) ?? null, at: change.at } : null;
}

/** The part of a form's columns that the person changed. */
export function changedColumns(profile: SupplierProfile, { changed }: MergedEdit): SupplierProfile {
  const columns = new Set<string>(changed.map(columnOf));
  return Object.fromEntries(Object.entries(profile).filter(([column]) => columns.has(column)));
}

const otherColumns = new Map<string, keyof SupplierProfile>([
  ['headlineFr', 'headline'],
  ['headlineEn', 'headline'],
  ['storyFr', 'story'],
  ['storyEn', 'story'],
  ['inclusiveHours', 'inclusiveMinutes'],
]);

function columnOf(field: string): keyof SupplierProfile {
  if (isDay(field)) return field.startsWith('day') ? 'deliveryDays' : 'workDays';
  if (field.startsWith('hours')) return 'opening';
  if (field.startsWith('closure')) return 'closures';
  if (field.startsWith('point')) return 'pickupPoints';
  return otherColumns.get(field) ?? (field as keyof SupplierProfile); // the other fields have the names of their columns
}

/** A chosen option by its label, a box by yes or no. */
function describeText({ t, locale }: RequestContext, field: string, text: string): string {
  if (isDay(field)) return `${formatWeekday(Number(field.slice(-1)), locale)} : ${text ? t.yes : t.no}`;
  if (isBox(field)) return text ? t.yes : t.no;
  const labels = new Map<string, Record<string, string>>([
    ['trade', t.categories],
    ['deliveryMode', t.modes],
  ]);
  return new Map(Object.entries(labels.get(field) ?? {})).get(text) ?? text;
}
