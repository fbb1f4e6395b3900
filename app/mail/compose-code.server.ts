// The letter with a code that confirms one thing (domain/accounts/letter-codes.server.ts).
import { findPerson } from '#app/domain/accounts/accounts.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { findLocale } from '#app/domain/shared/locale.ts';
import { catalogues } from '#app/i18n/messages.ts';
import type { Letter } from './html.ts';

/** Null if the payload is not this letter, or its code or its person is gone. */
export function composeCodeMail(ctx: Pick<Ctx, 'db' | 'town'>, payload: Record<string, unknown>): Letter | null {
  if (payload.template !== 'code' || typeof payload.secret !== 'string') return null;
  const person = findPerson(ctx, String(payload.userId));
  if (!person) return null;
  const locale = findLocale(String(payload.locale)) ?? person.locale;
  const { mails: t } = catalogues[locale];
  const about = String(payload.about);
  const code = payload.secret.replace(/^(\d{4})/, '$1 ');
  return {
    lang: locale,
    to: person.email,
    subject: t.code.subject(about),
    text: [t.hello(person.name), t.code.text(about, code), t.code.end, t.sign(ctx.town.name)].join('\n\n'),
  };
}
