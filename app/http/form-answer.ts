// The answers of an action: a redirect, or the form again with what was typed and its errors. One shape for all pages.
import type { ZodError } from 'zod';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { Messages } from '#app/i18n/messages.ts';
import type { Flash } from './flash.ts';

/** The form again: `errors` by field in page order, as sentences; `message` is of the form as a whole, with `details`. */
export type FormRefusalData = {
  intent: string | null;
  values: Record<string, string | string[]>;
  errors: Record<string, string>;
  message: string | null;
  details?: string[];
  /** Fields that another person changed since the page was shown: both texts, for the person to choose. */
  conflicts?: FieldConflicts;
  /** Nothing was refused: `message` is what the form computed from the typed values. */
  isTried?: boolean;
};
/** By field: both texts as the page words them, and the other person's as the form posts it back (`theirs.<field>`). */
export type FieldConflicts = Record<string, { mine: string; theirs: string; seen: string }>;

export type FormRedirect = { kind: 'redirect'; path: string; flash: Flash | null; cookies: string[] };
export type FormInvalid = {
  kind: 'invalid';
  errors: Record<string, string>;
  message: string | null;
  /** Sentences that tell what `message` sums up, one for each thing. */
  details?: string[];
  status: number;
  /** Fields that come back otherwise than they were typed. */
  corrected?: Record<string, string>;
  conflicts?: FieldConflicts;
};
/** The page itself with 200, for programs that post to it and follow no redirect: it shows that it is done. */
export type FormPage = { kind: 'page' };
/** The form again with what was typed, and what it computed: nothing was refused, and nothing was written. */
export type FormTried = { kind: 'tried'; message: string };
export type FormAnswer = FormRedirect | FormInvalid | FormPage | FormTried;

/** A form that first asked the outside: what is left to do, which one transaction can hold. */
export type PreparedForm = { kind: 'prepared'; run: () => FormAnswer };

/** Hands the work back, to be run in the transaction of whoever asked for it. */
export function prepareForm(run: () => FormAnswer): PreparedForm {
  return { kind: 'prepared', run };
}

/** The page that follows, with what it says once and what it sets (`Set-Cookie` values). */
export function goTo(path: string, flash: Flash | null = null, cookies: string[] = []): FormRedirect {
  return { kind: 'redirect', path, flash, cookies };
}

/** The same page with 200, read again: for forms that do the same when they are sent again. */
export function showPage(): FormPage {
  return { kind: 'page' };
}

/** The form with the result of its typed values, as a sentence above it. */
export function showTried(message: string): FormTried {
  return { kind: 'tried', message };
}

/** A refusal by field; the errors, and what `message` says of the whole form, are sentences in the page's language. */
export function invalidInput(errors: Record<string, string>, message: string | null = null): FormInvalid {
  return { kind: 'invalid', errors, message, status: 422 };
}

/** A refusal of the form as a whole: 403 for a conflict of interest, 409 if something changed since the page was shown, 429 if there were too many attempts. */
export function invalidForm(
  message: string,
  status: 403 | 409 | 422 | 429 | 503 = 422,
  details: string[] = [],
): FormInvalid {
  return { kind: 'invalid', errors: {}, message, details, status };
}

/** The refusal of the schema, as sentences; an issue that is of no field is of the form. */
export function invalidFields({ issues }: ZodError, t: Messages): FormInvalid {
  const errors = new Map<string, string>();
  let message: string | null = null;
  for (const issue of issues) {
    const [field] = issue.path;
    if (field === undefined) message ??= sentence(issue, t);
    else if (!errors.has(String(field))) errors.set(String(field), sentence(issue, t));
  }
  return { kind: 'invalid', errors: Object.fromEntries(errors), message, status: 422 };
}

/** A sentence that names something has it from the issue: `params: { named }`. */
function sentence(issue: ZodError['issues'][number], t: Messages): string {
  const [kind, reason] = issue.message.split(':');
  if (reason !== undefined) return identifierSentence(t, kind ?? '', reason) ?? t.errors.badForm;
  const found = hasKey(t.formErrors, issue.message) ? t.formErrors[issue.message] : t.errors.badForm;
  if (typeof found === 'string') return found;
  return found(issue.code === 'custom' ? String(issue.params?.named ?? '') : '');
}

function identifierSentence({ identifiers }: Messages, kind: string, reason: string): string | undefined {
  return findOwnValue<Record<string, string>>(findOwnValue(identifiers, kind), reason);
}

function hasKey<T extends object>(object: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(object, key);
}

/** All posted fields by name, for the schema: a name that came twice is a list. Line breaks are of one character, NUL is dropped. */
export function postedFields(form: FormData): Record<string, FormDataEntryValue | FormDataEntryValue[]> {
  const plain = (value: FormDataEntryValue) =>
    typeof value === 'string' ? value.replaceAll('\r\n', '\n').replaceAll('\0', '') : value;
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const [first = '', ...more] = form.getAll(name).map(plain);
      return [name, more.length === 0 ? first : [first, ...more]];
    }),
  );
}

/** Fields that are never sent back to the page. Files never are. */
const secret = /password|token|secret|assertion/i;

/** The typed values, to be shown again: text only. */
export function typedValues(form: FormData): FormRefusalData['values'] {
  return Object.fromEntries(
    Object.entries(postedFields(form)).flatMap(([name, value]) => {
      const texts = [value].flat().filter((one) => typeof one === 'string');
      if (name === 'intent' || secret.test(name) || texts.length === 0) return [];
      return [[name, Array.isArray(value) ? texts : texts[0]!]];
    }),
  );
}

/**
 * The errors in page order: a browser posts its fields in that order. A field that was not posted (an empty box) comes
 * after those that the schema names before it.
 */
export function inPageOrder(errors: Record<string, string>, form: FormData): Record<string, string> {
  const posted = [...new Set(form.keys())];
  let furthest = -1;
  const ranked = Object.entries(errors).map(([name, error]) => {
    const position = posted.indexOf(name);
    furthest = Math.max(furthest, position);
    return { name, error, position: position === -1 ? furthest : position };
  });
  return Object.fromEntries(ranked.sort((a, b) => a.position - b.position).map(({ name, error }) => [name, error]));
}
