// Parses forms once with a Zod schema; on refusal returns the first error of each field and all input.
import type { ZodType } from 'zod';

export type FormErrors = Record<string, string>;
export type FormState = { errors: FormErrors; values: Record<string, string> };

export type Parsed<T> = { ok: true; data: T; values: Record<string, string> } | ({ ok: false } & FormState);

const secretFields = new Set(['password']);

/** The posted form. Throws a 400 response if the body is not a form (other content type, broken body). */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new Response(null, { status: 400 });
  }
}

/** Error messages are the schema's own: message keys of the interface. */
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
