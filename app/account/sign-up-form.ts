import { z } from 'zod';
import { minimumPasswordLength, organisationKinds } from '#app/domain/accounts/organisation.ts';
import type { SignUp } from '#app/domain/accounts/sign-ups.server.ts';
import { readRna } from '#app/domain/shared/identifiers/rna.ts';
import { readSiret } from '#app/domain/shared/identifiers/siret.ts';
import { findCommune, type Town } from '#app/domain/shared/town.ts';
import {
  eitherForm,
  email,
  identifier,
  newPassword,
  optionalIdentifier,
  requiredText,
  returnPath,
  siret,
} from '#app/http/form-fields.ts';

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
    siret,
    rna: optionalIdentifier('rna', readRna),
    kind: z.enum(organisationKinds, 'choice'),
    address: requiredText(200),
    insee: requiredText(10).refine((insee) => findCommune(town, insee) !== undefined, 'insee'),
  });
/** An association may have no SIRET: its RNA number says who it is then. */
const forAssociation = (town: Town) =>
  forOrganisation(town).extend({
    siret: optionalIdentifier('siret', readSiret),
    rna: identifier('rna', readRna),
    kind: z.literal('association'),
  });
const byNumber = (town: Town) =>
  eitherForm(
    ({ kind, rna, siret }) => kind === 'association' && !siret && Boolean(rna),
    forAssociation(town),
    forOrganisation(town),
  );
const forOneself = person.extend({ buysFor: z.undefined().optional() });
export type SignUpForm = z.infer<ReturnType<typeof byNumber>> | z.infer<typeof forOneself>;

/** The organisation's fields count only when its box is ticked. */
export const signUpForm = (town: Town) =>
  eitherForm(({ buysFor }) => buysFor !== undefined, byNumber(town), forOneself);

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
      rna: form.rna,
      kind: form.kind,
      address: form.address,
      insee: form.insee,
    },
  };
}
