import { z } from 'zod';
import type { SignUp } from '#app/domain/accounts/accounts.server.ts';
import { isSiret, minimumPasswordLength, organisationKinds } from '#app/domain/accounts/organisation.ts';
import { findCommune } from '#app/domain/shared/town.ts';
import { email, newPassword, optionalText, requiredText } from '#app/http/form-fields.ts';

const person = z.object({
  name: requiredText(120),
  email,
  password: newPassword(minimumPasswordLength),
  to: optionalText(2000),
});
const forOrganisation = person.extend({
  buysFor: z.literal('organisation'),
  organisation: requiredText(160),
  siret: requiredText(40)
    .transform((value) => value.replace(/\s/g, ''))
    .refine(isSiret, 'siret'),
  kind: z.enum(organisationKinds, 'choice'),
  address: requiredText(200),
  insee: requiredText(10).refine((insee) => findCommune(insee) !== undefined, 'insee'),
});
const forOneself = person.extend({ buysFor: z.undefined().optional() });
export type SignUpForm = z.infer<typeof forOrganisation> | z.infer<typeof forOneself>;

/**
 * The organisation's fields count only when its box is ticked. Errors are message keys, which the page translates.
 */
export const signUpForm: z.ZodType<SignUpForm> = z.unknown().transform((input, context) => {
  const ticked = (input as { buysFor?: unknown }).buysFor !== undefined;
  const parsed = (ticked ? forOrganisation : forOneself).safeParse(input);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues)
    context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
  return z.NEVER;
});

export function toSignUp(form: SignUpForm): SignUp {
  const { name, email, password } = form;
  if (form.buysFor !== 'organisation') return { name, email, password, organisation: null };
  return {
    name,
    email,
    password,
    organisation: {
      name: form.organisation,
      siret: form.siret,
      kind: form.kind,
      address: form.address,
      insee: form.insee,
    },
  };
}
