// Forms: parsed once by a Zod schema; on refusal, the first error of each field and everything that was typed.
import type { ZodType } from 'zod';

export type FormErrors = Record<string, string>;
export type FormState = { errors: FormErrors; values: Record<string, string> };

export type Parsed<T> = { ok: true; data: T; values: Record<string, string> } | ({ ok: false } & FormState);

const secretFields = new Set(['password']);

/** The posted form. What is not a form (another content type, a broken body) is answered 400. */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new Response(null, { status: 400 });
  }
}

/** Error messages are the schema's own: keys that i18n turns into sentences. */
export async function parseForm<T>(request: Request, schema: ZodType<T>): Promise<Parsed<T>> {
  return checkForm(await readForm(request), schema);
}

/** The same for a form that was already read. */
export function checkForm<T>(form: FormData, schema: ZodType<T>): Parsed<T> {
  const typed = Object.fromEntries([...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
  const values = Object.fromEntries(Object.entries(typed).filter(([name]) => !secretFields.has(name)));
  const parsed = schema.safeParse(typed);
  if (parsed.success) return { ok: true, data: parsed.data, values };
  const errors: FormErrors = {};
  for (const issue of parsed.error.issues) errors[String(issue.path[0] ?? 'form')] ??= issue.message;
  return { ok: false, errors, values };
}
