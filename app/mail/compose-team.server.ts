// Letters about the people of an organisation or of a supplier. Their first words are the town's, never those of a
// stranger who can write anything as a name.
import { findPerson } from '#app/domain/accounts/accounts.server.ts';
import { invitationDays, partyKinds } from '#app/domain/accounts/invitation.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { findLocale, sourceLocale } from '#app/domain/shared/locale.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { findParty, type InvitedParty } from '#app/domain/suppliers/invited.server.ts';
import { catalogues } from '#app/i18n/messages.ts';
import type { Letter } from './html.ts';
import { plainName } from './plain-name.ts';
import { findPersonalReader, stopLine } from './supplier-readers.server.ts';

type Reader = Pick<Ctx, 'db' | 'town'>;

/** Null if the payload is not one of these letters, or what it is about is gone. */
export function composeTeamMail(ctx: Reader, payload: Record<string, unknown>, origin: string): Letter | null {
  if (payload.template === 'invitation') return invitationMail(ctx, payload, origin);
  if (payload.template === 'team-handed-over') return handedOverMail(ctx, payload, origin);
  if (payload.template === 'team-joined') return joinedMail(ctx, payload, origin);
  if (payload.template === 'siret-decided') return siretMail(ctx, payload, origin);
  return null;
}

function invitationMail(ctx: Reader, payload: Record<string, unknown>, origin: string): Letter | null {
  const party = partyOf(ctx, payload);
  if (!party || typeof payload.secret !== 'string') return null;
  const lang = findLocale(String(payload.locale)) ?? sourceLocale;
  const { mails: t } = catalogues[lang];
  const to = String(payload.to);
  const inviter = plainName(findPerson(ctx, String(payload.invitedBy))?.name ?? '');
  const messages = t.invitation[payload.handsOver ? 'handOver' : party.kind];
  return {
    lang,
    to,
    subject: messages.subject(ctx.town.name, plainName(party.name)),
    text: [
      t.invitation.from(ctx.town.name),
      messages.text(inviter, plainName(party.name)),
      `${origin}/invitations?token=${payload.secret}`,
      t.invitation.holds(to, invitationDays),
      t.sign(ctx.town.name),
    ].join('\n\n'),
  };
}

/** To who gave and to who took, the same facts. */
function handedOverMail(ctx: Reader, payload: Record<string, unknown>, origin: string): Letter | null {
  const party = partyOf(ctx, payload);
  const person = findPerson(ctx, String(payload.userId));
  const [from, to] = [findPerson(ctx, String(payload.from)), findPerson(ctx, String(payload.to))];
  if (!party || !person) return null;
  const { mails: t } = catalogues[person.locale];
  const { subject, text, wrong } = t.teamHandedOver;
  return {
    lang: person.locale,
    to: person.email,
    subject: subject(plainName(party.name)),
    text: [
      t.hello(person.name),
      text(plainName(party.name), plainName(from?.name ?? ''), plainName(to?.name ?? '')),
      wrong,
      `${origin}${pathOf(party)}`,
      t.sign(ctx.town.name),
    ].join('\n\n'),
  };
}

function joinedMail(ctx: Reader, payload: Record<string, unknown>, origin: string): Letter | null {
  const party = partyOf(ctx, payload);
  const reader = findPersonalReader(ctx, String(payload.userId), 'team', origin);
  const joined = findPerson(ctx, String(payload.joined));
  if (!party || !reader || !joined) return null;
  const { mails: t } = catalogues[reader.locale];
  return {
    lang: reader.locale,
    to: reader.to,
    unsubscribe: reader.unsubscribe,
    subject: t.teamJoined.subject(plainName(party.name)),
    text: [
      t.hello(reader.name),
      t.teamJoined.text(plainName(joined.name), plainName(joined.email), plainName(party.name)),
      `${origin}${pathOf(party)}`,
      t.sign(ctx.town.name),
      stopLine(reader),
    ].join('\n\n'),
  };
}

/** To each party of a contested SIRET, with the reason: they can answer the cooperative. */
function siretMail(ctx: Reader, payload: Record<string, unknown>, origin: string): Letter | null {
  const party = partyOf(ctx, payload);
  const person = findPerson(ctx, String(payload.userId));
  if (!party || !person) return null;
  const { mails: t } = catalogues[person.locale];
  const { subject, granted, refused, lapsed } = t.siretDecided;
  const name = plainName(party.name);
  const reason = String(payload.reason);
  const decisions = { granted: granted(name, reason), refused: refused(name, reason), lapsed: lapsed(name) };
  return {
    lang: person.locale,
    to: person.email,
    subject: subject(plainName(party.name)),
    text: [
      t.hello(person.name),
      findOwnValue(decisions, String(payload.decision)),
      `${origin}${pathOf(party)}`,
      t.sign(ctx.town.name),
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}

function pathOf({ kind, id, slug }: InvitedParty): string {
  return kind === 'supplier' ? `/supplier/${slug}/team` : `/account/organisations/${id}`;
}

function partyOf(ctx: Reader, payload: Record<string, unknown>): InvitedParty | undefined {
  const kind = partyKinds.find((known) => known === payload.party);
  return kind && findParty(ctx, { kind, id: String(payload.partyId) });
}
