// The letter that offers a role of the town.
import { findRoleOffer } from '#app/domain/accounts/accept-role.server.ts';
import { findPerson, findUserId } from '#app/domain/accounts/accounts.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { sourceLocale } from '#app/domain/shared/locale.ts';
import { catalogues } from '#app/i18n/messages.ts';
import type { Letter } from './html.ts';

/** Null if the payload is no such letter, or its link is good no longer. */
export function composeRoleMail(
  ctx: Pick<Ctx, 'db' | 'now' | 'town'>,
  { template, secret }: Record<string, unknown>,
  origin: string,
): Letter | null {
  if (template !== 'role-invitation' || typeof secret !== 'string') return null;
  const offer = findRoleOffer(ctx, secret);
  if (!offer) return null;
  const reader = findPerson(ctx, findUserId(ctx, offer.email) ?? '');
  const lang = reader?.locale ?? sourceLocale;
  const { mails, roleInvitation: t, steward } = catalogues[lang];
  const role = steward.roles[offer.role];
  return {
    lang,
    to: offer.email,
    subject: t.subject(role, ctx.town.name),
    text: [
      reader ? mails.hello(reader.name) : '',
      t.text(role, ctx.town.name, offer.invitedBy),
      `${origin}/role-invitation?token=${secret}`,
      t.until,
      mails.sign(ctx.town.name),
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}
