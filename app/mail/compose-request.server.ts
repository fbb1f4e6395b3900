// Letters about purchase requests: to who is asked, and to the requester when it moved. Their link asks to sign in.
import { findOrganisation, findPerson } from '#app/domain/accounts/accounts.server.ts';
import { findRequest } from '#app/domain/buying/request-rows.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { catalogues } from '#app/i18n/messages.ts';
import type { Letter } from './html.ts';
import { plainName } from './plain-name.ts';

/** Null if the payload is not one of these letters, its reader is gone, or is no longer asked. */
export function composeRequestMail(
  ctx: Pick<Ctx, 'db' | 'town' | 'now'>,
  payload: Record<string, unknown>,
  origin: string,
): Letter | null {
  if (payload.template !== 'request-asked' && payload.template !== 'request-moved') return null;
  const request = findRequest(ctx, String(payload.requestId));
  const reader = findPerson(ctx, String(payload.userId));
  if (!request || !reader) return null;
  const { row, reading } = request;
  const isAsked = payload.template === 'request-asked';
  if (isAsked && !reading.waitingFor.includes(String(payload.userId))) return null;
  const { mails, requests } = catalogues[reader.locale];
  const t = requests.letters;
  const [first] = row.snapshot.lines;
  const name = requests.name(plainName(first?.name ?? ''), Math.max(0, row.snapshot.lines.length - 1));
  const organisation = plainName(findOrganisation(ctx, row.organisationId)?.name ?? '');
  const requester = plainName(findPerson(ctx, row.requesterId)?.name ?? requests.gone);
  const state = requests.states[reading.state];
  const total = formatMoney(reading.totalCents, reader.locale);
  return {
    lang: reader.locale,
    to: reader.email,
    subject: isAsked ? t.asked.subject(name, organisation) : t.moved.subject(name, state),
    text: [
      mails.hello(reader.name),
      isAsked ? t.asked.text(requester, organisation, total) : t.moved.text(state),
      `${name}\n${origin}/requests/${row.id}`,
      mails.sign(ctx.town.name),
    ].join('\n\n'),
  };
}
