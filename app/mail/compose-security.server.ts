// The letter that tells a person of a sign-in from a browser that they had not used before.
import { findPerson } from '#app/domain/accounts/accounts.server.ts';
import { browsers, systems } from '#app/domain/accounts/session.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { catalogues } from '#app/i18n/messages.ts';
import type { Letter } from './html.ts';

/** Null if the payload is no such letter, or the account is gone. */
export function composeSecurityMail(
  ctx: Pick<Ctx, 'db' | 'town'>,
  { template, userId, browser, system, at }: Record<string, unknown>,
  origin: string,
): Letter | null {
  if (template !== 'new-device') return null;
  const reader = findPerson(ctx, String(userId));
  if (!reader || reader.email.endsWith('@forgotten.invalid')) return null;
  const lang = reader.locale;
  const { mails, limits, security } = catalogues[lang];
  const { newDevice } = limits;
  const { browsers: browserNames, systems: systemNames } = security.sessions;
  return {
    lang,
    to: reader.email,
    subject: newDevice.subject,
    text: [
      mails.hello(reader.name),
      newDevice.text(
        browserNames[browsers.find((known) => known === browser) ?? 'other'],
        systemNames[systems.find((known) => known === system) ?? 'other'],
        formatDateTime(String(at), lang),
      ),
      newDevice.notYou,
      `${origin}/account/security`,
      mails.sign(ctx.town.name),
    ].join('\n\n'),
  };
}
