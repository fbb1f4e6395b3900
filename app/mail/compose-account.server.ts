// Letters about an account: links that confirm an address or let a new password be chosen, and what changed. A letter
// with a secret finds its reader by the token, so that a sent row says nothing of whom it went to.
import { findOrganisation, findPerson, findUserId } from '#app/domain/accounts/accounts.server.ts';
import { findSignInReader } from '#app/domain/accounts/known-by-letter.server.ts';
import { findLetterToken } from '#app/domain/accounts/letter-tokens.server.ts';
import { listPasskeysOf } from '#app/domain/accounts/passkeys.server.ts';
import { findSignUp } from '#app/domain/accounts/sign-ups.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { catalogues } from '#app/i18n/messages.ts';
import type { Letter } from './html.ts';

type Reading = Pick<Ctx, 'db' | 'now' | 'town'>;
type Page = { origin: string; secret: string };

/** Null if the payload is not one of these letters, if its link is good no longer, or if it has no reader. */
export function composeAccountMail(ctx: Reading, payload: Record<string, unknown>, origin: string): Letter | null {
  const page = { origin, secret: typeof payload.secret === 'string' ? payload.secret : '' };
  switch (payload.template) {
    case 'sign-up':
      return signUpLetter(ctx, page);
    case 'sign-in':
      return signInLetter(ctx, page);
    case 'password-reset':
      return resetLetter(ctx, page);
    case 'password-changed':
      return changedLetter(ctx, String(payload.userId), origin);
    case 'email-change':
      return emailChangeLetter(ctx, page);
    case 'email-changed':
      return emailChangedLetter(ctx, page);
    case 'siret-claimed':
      return siretLetter(ctx, payload);
    default:
      return null;
  }
}

/** An address that has an account gets no link: its owner reads that it was typed. */
function signUpLetter(ctx: Reading, { origin, secret }: Page): Letter | null {
  const [token = ''] = secret.split('&', 1); // the page to go on to stands behind it
  const signUp = findSignUp(ctx, token);
  if (!signUp) return null;
  const { email, locale } = signUp;
  const owner = findUserId(ctx, email);
  if (owner) return knownAddressLetter(ctx, owner, origin);
  const t = catalogues[locale].accountMails.signUp;
  return letter(ctx, { to: email, name: null, locale }, t.subject, [
    t.text,
    `${origin}/sign-up/confirm?token=${secret}`,
    t.elsewhere,
    t.notYou,
  ]);
}

function knownAddressLetter(ctx: Reading, userId: string, origin: string): Letter | null {
  const person = findPerson(ctx, userId);
  if (!person) return null;
  const t = catalogues[person.locale].accountMails.known;
  return letter(ctx, { ...person, to: person.email }, t.subject, [
    t.text,
    `${origin}/sign-in`,
    t.forgotten,
    `${origin}/password/forgotten`,
    t.notYou,
  ]);
}

function signInLetter(ctx: Reading, { origin, secret }: Page): Letter | null {
  const reader = findSignInReader(ctx, secret);
  const person = reader && findPerson(ctx, reader);
  if (!person) return null;
  const t = catalogues[person.locale].accountMails.signIn;
  return letter(ctx, { ...person, to: person.email }, t.subject, [
    t.text,
    `${origin}/sign-in/letter?token=${secret}`,
    t.notYou,
  ]);
}

function resetLetter(ctx: Reading, { origin, secret }: Page): Letter | null {
  const token = findLetterToken(ctx, secret, 'reset-password');
  const person = token?.userId && findPerson(ctx, token.userId);
  if (!person) return null;
  const t = catalogues[person.locale].accountMails.reset;
  return letter(ctx, { ...person, to: person.email }, t.subject, [
    t.text,
    `${origin}/password/new?token=${secret}`,
    t.notYou,
  ]);
}

function changedLetter(ctx: Reading, userId: string, origin: string): Letter | null {
  const person = findPerson(ctx, userId);
  if (!person) return null;
  const t = catalogues[person.locale].accountMails.passwordChanged;
  const keys = listPasskeysOf(ctx, userId).map(({ name }) => name);
  const stay = keys.length > 0 ? [t.keys(keys.join(', ')), `${origin}/account/security`] : [];
  const paragraphs = [t.text, ...stay, t.notYou, `${origin}/password/forgotten`];
  return letter(ctx, { ...person, to: person.email }, t.subject, paragraphs);
}

/** To the new address. The owner of an account with this address reads that it was typed. */
function emailChangeLetter(ctx: Reading, { origin, secret }: Page): Letter | null {
  const token = findLetterToken(ctx, secret, 'change-email');
  const person = token?.userId && findPerson(ctx, token.userId);
  if (!token || !person) return null;
  const owner = findUserId(ctx, token.email);
  if (owner) return knownAddressLetter(ctx, owner, origin);
  const t = catalogues[person.locale].accountMails.emailChange;
  return letter(ctx, { ...person, name: null, to: token.email }, t.subject, [
    t.text(person.email),
    `${origin}/account/email/confirm?token=${secret}`,
    t.notYou,
  ]);
}

/** To the address before, with the link that undoes the change. */
function emailChangedLetter(ctx: Reading, { origin, secret }: Page): Letter | null {
  const token = findLetterToken(ctx, secret, 'undo-email');
  const person = token?.userId && findPerson(ctx, token.userId);
  if (!token || !person) return null;
  const t = catalogues[person.locale].accountMails.emailChanged;
  return letter(ctx, { ...person, to: token.email }, t.subject, [
    t.text(person.email),
    t.undo,
    `${origin}/account/email/undo?token=${secret}`,
  ]);
}

/** To an administrator of an organisation whose SIRET another person typed. */
function siretLetter(ctx: Reading, { userId, organisationId }: Record<string, unknown>): Letter | null {
  const person = findPerson(ctx, String(userId));
  const organisation = findOrganisation(ctx, String(organisationId));
  if (!person || !organisation) return null;
  const t = catalogues[person.locale].accountMails.siretClaimed;
  const paragraphs = [t.text(organisation.name), t.what];
  return letter(ctx, { ...person, to: person.email }, t.subject(organisation.name), paragraphs);
}

/** `name` is null at an address that is not confirmed yet: what a stranger typed must not reach it. */
type Reader = { to: string; name: string | null; locale: Locale };

function letter({ town }: Reading, { to, name, locale }: Reader, subject: string, paragraphs: string[]): Letter {
  const { mails, accountMails } = catalogues[locale];
  const hello = name === null ? accountMails.hello : mails.hello(name);
  return { lang: locale, to, subject, text: [hello, ...paragraphs, mails.sign(town.name)].join('\n\n') };
}
