// The fields of forms as Zod schemas. They take strings only: a file where text is expected is a refusal of that field.
// Messages are keys of t.formErrors, or a kind and a reason of t.identifiers.
import { type ZodType, z } from 'zod';
import { readEmail } from '#app/domain/shared/identifiers/email.ts';
import type { IdentifierKind, ReadIdentifier } from '#app/domain/shared/identifiers/identifier.ts';
import { readPhone } from '#app/domain/shared/identifiers/phone.ts';
import { readSiret } from '#app/domain/shared/identifiers/siret.ts';
import { readVatNumber } from '#app/domain/shared/identifiers/vat-number.ts';
import { type Commune, findCommune, type Town } from '#app/domain/shared/town.ts';

const missingOr = (key: string) => ({
  error: (issue: { input?: unknown }) => (issue.input === undefined ? 'required' : key),
});

/** Text that may be empty, trimmed; '' if the form does not have the field. */
export const optionalText = (max: number) => z.string('text').trim().max(max, 'long').default('');

/** Text of at least one character, trimmed. */
export const requiredText = (max: number) => z.string(missingOr('text')).trim().min(1, 'required').max(max, 'long');

/** Text as it was typed, for what must not be trimmed. */
export const newPassword = (min: number) => z.string(missingOr('text')).min(min, 'password').max(500, 'long');

/** A password to be checked, as it was typed. */
export const typedPassword = z.string(missingOr('text')).min(1, 'required').max(500, 'long');

/** A password where its page may not have asked for one: '' then. */
export const shownPassword = z.string('text').max(500, 'long').default('');

/** The token of a letter's link, in the query of the page and of the form that it posts to itself. */
export function askedToken(url: URL): string {
  return (url.searchParams.get('token') ?? '').slice(0, 200);
}

type Reader<Kind extends IdentifierKind> = (typed: string) => ReadIdentifier<Kind>;

/** Reads an identifier as a step of a schema; a refusal is the kind and the reason, of which t.identifiers has the sentence. */
const reading =
  <Kind extends IdentifierKind>(kind: Kind, read: Reader<Kind>) =>
  (typed: string, context: z.RefinementCtx): string => {
    const found = read(typed);
    if (found.ok) return found.value;
    context.addIssue({ code: 'custom', message: `${kind}:${found.reason}` });
    return z.NEVER;
  };

/** An identifier in its plain form. */
export const identifier = <Kind extends IdentifierKind>(kind: Kind, read: Reader<Kind>, maxLength = 60) =>
  requiredText(maxLength).transform(reading(kind, read));

/** The same for a field that may be empty: null then. */
export const optionalIdentifier = <Kind extends IdentifierKind>(kind: Kind, read: Reader<Kind>) =>
  optionalText(60).transform((typed, context) => (typed === '' ? null : reading(kind, read)(typed, context)));

/** An e-mail address in lower case, its domain in ASCII. */
export const email = identifier('email', readEmail, 254);
export const phone = identifier('phone', readPhone);
export const siret = identifier('siret', readSiret);

/** A whole number between `min` and `max`; outside of them the error is `key`. */
export const wholeNumber = (min: number, max: number, key = 'whole') =>
  z
    .string(missingOr('text'))
    .trim()
    .regex(/^-?\d{1,15}$/, key)
    .transform(Number)
    .pipe(z.number().min(min, key).max(max, key));

const plainDecimal = z
  .string(missingOr('text'))
  .trim()
  .transform((text) => text.replace(/[\s€]/g, '').replace(',', '.'));

/** A number with a comma or a point, with three decimals at most; null if it is empty. */
export const optionalDecimal = plainDecimal
  .pipe(z.union([z.literal(''), z.string().regex(/^\d{1,9}(\.\d{1,3})?$/, 'number')]))
  .transform((text) => (text === '' ? null : Number(text)));

/** An amount in euros, with a comma or a point, as whole cents; null if it is empty. */
export const optionalEuros = plainDecimal
  .pipe(z.union([z.literal(''), z.string().regex(/^\d{1,7}(\.\d{1,2})?$/, 'euros')]))
  .transform((text) => (text === '' ? null : Math.round(Number(text) * 100)));

/** An amount in euros as whole cents, below zero too, such as `-12,50`. */
export const signedEuros = plainDecimal
  .pipe(
    z
      .string()
      .min(1, 'required')
      .regex(/^-?\d{1,9}(\.\d{1,2})?$/, 'euros'),
  )
  .transform((text) => Math.round(Number(text) * 100));

/** A number between `min` and `max`, with a comma or a point; outside of them the error is `key`. */
export const decimalBetween = (min: number, max: number, key = 'number') =>
  plainDecimal
    .pipe(
      z
        .string()
        .min(1, 'required')
        .regex(/^-?\d{1,9}(\.\d{1,20})?$/, 'number'),
    )
    .transform(Number)
    .pipe(z.number().min(min, key).max(max, key));

/** A day as a date field sends it. */
export const isoDay = z.string(missingOr('text')).trim().pipe(z.iso.date('day'));

/** The address to go back to, or its query: no request of the server has a longer one, so it is never refused. */
export const returnPath = optionalText(16_384);

/** The id of a row in a hidden field or on a button. */
export const rowId = z.string(missingOr('text')).min(1, 'required').max(80, 'long');

/** One of the town's communes, by its INSEE code. */
export const communeOf = (town: Town) =>
  z.string(missingOr('text')).transform((insee, context): Commune => {
    const found = findCommune(town, insee);
    if (!found) context.addIssue({ code: 'custom', message: 'insee' });
    return found ?? z.NEVER;
  });

/** A box: true if it is ticked. */
export const ticked = z
  .string('choice')
  .optional()
  .transform((value) => value !== undefined);

/** Boxes of one name: what is ticked, perhaps nothing. */
export const tickedList = z
  .union([z.string().transform((value) => [value]), z.array(z.string())], 'choice')
  .default([]);

/** A VAT number of a country of the Union, in capitals and without blanks or points; null if it is empty. */
export const optionalVatNumber = optionalIdentifier('vatNumber', readVatNumber);

/** A chosen file; null if none was chosen. */
export const optionalFile = z
  .instanceof(File, { error: 'file' })
  .optional()
  .transform((file) => (file && file.size > 0 ? file : null));

/** Chosen files, at most `max` of them; a picker left empty posts one file without a byte. */
export const optionalFiles = (max: number) =>
  z
    .union([z.instanceof(File).transform((file) => [file]), z.array(z.instanceof(File))], { error: 'file' })
    .default([])
    .transform((files) => files.filter(({ size }) => size > 0))
    .refine((files) => files.length <= max, 'files');

/** All fields by name as text, for a form with fields that the data makes. */
export const textFields = z.record(z.string(), z.string('text').max(20_000, 'long'));

/** One of two forms, as the posted fields say: the fields of the other do not count. */
export const eitherForm = <A extends ZodType, B extends ZodType>(
  isFirst: (posted: Record<string, unknown>) => boolean,
  first: A,
  second: B,
) =>
  z.record(z.string(), z.unknown()).transform((posted, context): z.output<A> | z.output<B> => {
    const parsed = (isFirst(posted) ? first : second).safeParse(posted);
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  });

/** A form whose buttons say everything. */
export const noFields = z.object({});

/** The JSON that a passkey's script posts. */
export const typedAssertion = z.string(missingOr('text')).min(1, 'required').max(20_000, 'long');
