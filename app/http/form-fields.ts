// The fields of forms as Zod schemas. They take strings only: a file where text is expected is a refusal of that field.
// Messages are keys of t.formErrors.
import { z } from 'zod';

const missingOr = (key: string) => ({
  error: (issue: { input?: unknown }) => (issue.input === undefined ? 'required' : key),
});

/** Text that may be empty, trimmed; '' if the form does not have the field. */
export const optionalText = (max: number) => z.string('text').trim().max(max, 'long').default('');

/** Text of at least one character, trimmed. */
export const requiredText = (max: number) => z.string(missingOr('text')).trim().min(1, 'required').max(max, 'long');

/** Text as it was typed, for what must not be trimmed. */
export const newPassword = (min: number) => z.string(missingOr('text')).min(min, 'password').max(500, 'long');

/** An e-mail address in lower case. */
export const email = z.string(missingOr('text')).trim().toLowerCase().max(200, 'long').pipe(z.email('email'));

/** A whole number between `min` and `max`; outside of them the error is `key`. */
export const wholeNumber = (min: number, max: number, key = 'whole') =>
  z
    .string(missingOr('text'))
    .trim()
    .regex(/^-?\d{1,15}$/, key)
    .transform(Number)
    .pipe(z.number().min(min, key).max(max, key));

/** The id of a row in a hidden field or on a button. */
export const rowId = z.string(missingOr('text')).min(1, 'required').max(80, 'long');

/** A box: true if it is ticked. */
export const ticked = z
  .string('choice')
  .optional()
  .transform((value) => value !== undefined);

/** Boxes of one name: what is ticked, perhaps nothing. */
export const tickedList = z
  .union([z.string().transform((value) => [value]), z.array(z.string())], 'choice')
  .default([]);

/** A chosen file; null if none was chosen. */
export const optionalFile = z
  .instanceof(File, { error: 'file' })
  .optional()
  .transform((file) => (file && file.size > 0 ? file : null));

/** A form whose buttons say everything. */
export const noFields = z.object({});
