// Parses the record of a town, as a file of the seeds or of a founder has it.
import { z } from 'zod';
import { fileIssue, type ParsedFile, parseFile } from '#app/domain/shared/file-fault.ts';
import { readEmail } from '#app/domain/shared/identifiers/email.ts';
import { readPhone } from '#app/domain/shared/identifiers/phone.ts';
import { readSiret } from '#app/domain/shared/identifiers/siret.ts';
import { readVatNumber } from '#app/domain/shared/identifiers/vat-number.ts';
import { isWithin, type Town, visitorKinds } from '#app/domain/shared/town.ts';

/** The record as a file has it: the hub shares its name and postcode with the town, so it is a point and a code. */
export type TownFile = Omit<Town, 'hub' | 'communes'> & {
  communes: Town['communes'][number][];
  hub: { insee: string; lat: number; lon: number };
};

/** A file by its type, or its faults. */
export function parseTownFile(file: unknown): ParsedFile<TownFile> {
  return parseFile(townFile, file);
}

export function townOf({ hub, ...file }: TownFile): Town {
  return {
    ...file,
    hub: { insee: hub.insee, name: file.name, postcode: file.address.postcode, lat: hub.lat, lon: hub.lon },
  };
}

const text = z.string().refine((value) => value.trim() !== '', fileIssue('empty'));
const insee = z.string().regex(/^\d[\dAB]\d{3}$/);
const postcode = z.string().regex(/^\d{5}$/);
const lat = z.number().min(-90).max(90);
const lon = z.number().min(-180).max(180);

const bounds = z.strictObject({ south: lat, north: lat, west: lon, east: lon }).superRefine((box, ctx) => {
  if (box.south >= box.north) ctx.addIssue(fileIssue('not-ascending', ['north']));
  if (box.west >= box.east) ctx.addIssue(fileIssue('not-ascending', ['east']));
});

/** Whether a text is an identifier in the form that is stored. */
function isPlain(text: string, read: (typed: string) => { ok: true; value: string } | { ok: false }): boolean {
  const found = read(text);
  return found.ok && found.value === text;
}

const operator = z.strictObject({
  legalName: text,
  legalForm: text,
  siret: z.string().refine((text) => isPlain(text, readSiret)),
  vatNumber: z
    .string()
    .refine((text) => isPlain(text, readVatNumber))
    .nullable(),
});

const townFile = z
  .strictObject({
    name: text,
    shortName: text.max(6),
    communes: z.array(z.strictObject({ insee, name: text, postcode, lat, lon })).min(1),
    hub: z.strictObject({ insee, lat, lon }),
    bounds,
    timeZone: text.refine(isTimeZone, fileIssue('unknown-value')),
    contact: z.strictObject({
      email: z.string().refine((address) => readEmail(address).ok),
      phone: z.string().refine((number) => readPhone(number).ok),
    }),
    address: z.strictObject({ street: text, postcode, city: text }),
    visitors: z.enum(visitorKinds),
    operator: operator.nullable(),
  })
  .superRefine(({ communes, hub, bounds: box }, ctx) => {
    const codes = communes.map((commune) => commune.insee);
    if (new Set(codes).size < codes.length) ctx.addIssue(fileIssue('not-unique', ['communes']));
    if (!codes.includes(hub.insee)) ctx.addIssue(fileIssue('unknown-reference', ['hub', 'insee']));
    if (![hub, ...communes].every((place) => isWithin(place, box))) ctx.addIssue(fileIssue('out-of-range', ['bounds']));
  });

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
