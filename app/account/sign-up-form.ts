import { z } from 'zod';
import type { SignUp } from '#app/domain/accounts/accounts.server.ts';
import { isSiret, minimumPasswordLength, organisationKinds } from '#app/domain/accounts/organisation.ts';
import { findCommune } from '#app/domain/shared/town.ts';

const required = (maxLength: number) => z.string().trim().min(1, 'required').max(maxLength, 'long');
const person = z.object({
  name: required(120),
  email: z.string().trim().toLowerCase().max(200, 'long').pipe(z.email('email')),
  password: z.string().min(minimumPasswordLength, 'password').max(500, 'long'),
  to: z.string().default('/'),
});
const forOrganisation = person.extend({
  buysFor: z.literal('organisation'),
  organisation: required(160),
  siret: z
    .string()
    .transform((value) => value.replace(/\s/g, ''))
    .refine(isSiret, 'siret'),
  kind: z.enum(organisationKinds),
  address: required(200),
  insee: z.string().refine((insee) => findCommune(insee) !== undefined, 'insee'),
});
const forOneself = person.extend({ buysFor: z.undefined().optional() });
type Form = z.infer<typeof forOrganisation> | z.infer<typeof forOneself>;

/**
 * The organisation's fields count only when its box is ticked. Errors are message keys, which the page translates.
 */
export const signUpForm: z.ZodType<Form> = z.unknown().transform((input, context) => {
  const ticked = (input as { buysFor?: string }).buysFor === 'organisation';
  const parsed = (ticked ? forOrganisation : forOneself).safeParse(input);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues)
    context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
  return z.NEVER;
});

export function toSignUp(form: Form): SignUp {
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
