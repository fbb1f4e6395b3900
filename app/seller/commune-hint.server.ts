import { resolveCommune } from '#app/domain/shared/communes.server.ts';
import type { FormErrors } from '#app/http/forms.ts';
import type { Messages } from '#app/i18n/messages.ts';

/** Adds the candidates to the error of an unknown commune. */
export function communeHelp(t: Messages, errors: FormErrors, values: Record<string, string>): FormErrors {
  if (errors.insee !== 'commune') return errors;
  const resolved = resolveCommune(values.insee ?? '');
  if (resolved.found || resolved.candidates.length === 0) return errors;
  const names = resolved.candidates.map(({ name, postcodes }) => `${postcodes[0]} ${name}`).join(', ');
  return { ...errors, insee: t.seller.communeNear(names) };
}
