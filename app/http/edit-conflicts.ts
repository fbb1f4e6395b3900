// A field that two people changed at a time: the answer that shows both texts, with who and when, and lets choose.
import { formatDateTime } from '#app/i18n/format.ts';
import type { Conflict, FieldTexts } from './edit-form.ts';
import type { FieldConflicts, FormInvalid } from './form-answer.ts';
import type { RequestContext } from './request-context.server.ts';

/** The last person who changed a field, null if the name is not known, and when (ISO 8601). */
export type LastChange = { name: string | null; at: string };

/** The state that an editing form is compared with; see `mergeEdit`. */
export type Editing = {
  /** The texts of the fields now, made by the function that makes them for the page. */
  now: FieldTexts;
  /** The checkboxes among the fields. */
  boxes?: readonly string[];
  /** Fields that are one thing, as the two of a point. */
  linked?: readonly string[];
  /** How the names of rows begin, of which another page may have more. */
  grows?: readonly string[];
  /** The last change of a field; asked for fields in conflict alone. */
  lastChange?: (field: string) => LastChange | null;
  /** A field's text as its page words it (a chosen option by its label); the text itself if it is absent. */
  describe?: (field: string, text: string) => string;
};

/** The form again with 409: beside each field the other person's text, and a choice. Nothing was written. */
export function invalidConflicts(
  { t, locale }: Pick<RequestContext, 't' | 'locale'>,
  conflicts: ReadonlyMap<string, Conflict>,
  { lastChange, describe = (_, text) => text }: Omit<Editing, 'now'>,
): FormInvalid {
  const errors = new Map<string, string>();
  const both = new Map<string, FieldConflicts[string]>();
  for (const [field, { mine, theirs }] of conflicts) {
    const last = lastChange?.(field) ?? null;
    errors.set(field, t.forms.changedByOther(last?.name ?? null, last && formatDateTime(last.at, locale)));
    both.set(field, { mine: describe(field, mine), theirs: describe(field, theirs), seen: theirs });
  }
  return {
    kind: 'invalid',
    errors: Object.fromEntries(errors),
    message: t.forms.conflicts,
    status: 409,
    conflicts: Object.fromEntries(both),
  };
}
