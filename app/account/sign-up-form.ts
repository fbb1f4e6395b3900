import { z } from 'zod';
import type { SignUp } from '#app/domain/accounts/accounts.server.ts';
import { isSiret, minimumPasswordLength, organisationKinds } from '#app/domain/accounts/organisation.ts';
import { findCommune, type Town } from '#app/domain/shared/town.ts';
import { eitherForm, email, newPassword, requiredText, returnPath } from '#app/http/form-fields.ts';

const person = z.object({
  name: requiredText(120),
  email,
  password: newPassword(minimumPasswordLength),
  to: returnPath,
});
const forOrganisation = (town: Town) =>
  person.extend({
    buysFor: z.literal('organisation'),
    organisation: requiredText(160),
    siret: requiredText(40)
      .transform((value) => value.replace(/\s/g, ''))
      .refine(isSiret, 'siret'),
    kind: z.enum(organisationKinds, 'choice'),
    address: requiredText(200),
    insee: requiredText(10).refine((insee) => findCommune(town, insee) !== undefined, 'insee'),
  });
const forOneself = person.extend({ buysFor: z.undefined().optional() });
export type SignUpForm = z.infer<ReturnType<typeof forOrganisation>> | z.infer<typeof forOneself>;

/** The organisation's fields count only when its box is ticked. */
export const signUpForm = (town: Town) =>
  eitherForm(({ buysFor }) => buysFor !== undefined, forOrganisation(town), forOneself);

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
