// Purchase requests as pages show them: everything already as text.
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import type { PurchaseRequest, RequestEventRow, RequestRow } from '#app/domain/buying/request-rows.server.ts';
import { findRequestOfOrder } from '#app/domain/buying/requests.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDate, formatDateTime, formatMoney, listText } from '#app/i18n/format.ts';
import type { Messages } from '#app/i18n/messages.ts';

/** Requests by name: its first line and how many others. */
function nameOfRequest({ snapshot }: Pick<RequestRow, 'snapshot'>, t: Messages): string {
  return t.requests.name(snapshot.lines[0]?.name ?? '', Math.max(0, snapshot.lines.length - 1));
}

/** Rows of a list, in its order. */
export function listedRequests(ctx: RequestContext, rows: readonly RequestRow[]) {
  const names = personNames(
    ctx,
    rows.map(({ requesterId }) => requesterId),
  );
  return rows.map((row) => ({
    id: row.id,
    name: nameOfRequest(row, ctx.t),
    by: names.get(row.requesterId) ?? ctx.t.requests.gone,
    at: formatDate(row.submittedAt, ctx.locale),
    state: ctx.t.requests.states[row.state],
    total: formatMoney(row.totalCents, ctx.locale),
  }));
}
export type ListedRequest = ReturnType<typeof listedRequests>[number];

/** One request, for its page. */
export function viewRequest(ctx: RequestContext, { row, events, reading }: PurchaseRequest) {
  const { locale } = ctx;
  const t = ctx.t.requests;
  const people = [row.requesterId, ...reading.waitingFor, ...events.map(({ person }) => person)];
  const known = personNames(ctx, [...new Set(people)]);
  const nameOf = (id: string) => known.get(id) ?? t.gone;
  const organisation = listOwnOrganisations(ctx).find(({ id }) => id === row.organisationId)?.name ?? '';
  const { state } = reading;
  return {
    id: row.id,
    name: nameOfRequest(row, ctx.t),
    of: t.of(nameOf(row.requesterId), organisation),
    state,
    stateName: t.states[state],
    reason: row.reason,
    notes: row.notes,
    total: formatMoney(reading.totalCents, locale),
    agreed: reading.agreedCents === null ? null : formatMoney(reading.agreedCents, locale),
    round: reading.round,
    expires:
      state === 'submitted' || state === 'approved'
        ? t.expires(formatDate(new Date(reading.expiresAt).toISOString(), locale))
        : null,
    waits: waitsFor(t, state, listText(reading.waitingFor.map(nameOf), locale)),
    orderId: state === 'ordered' ? row.orderId : null,
    lines: row.snapshot.lines.map(({ id, quantity, name, supplierName, cents }) => ({
      ...{ id, supplierName, isRefused: reading.refusedLines.has(id) },
      ...{ name: t.line(quantity, name), amount: formatMoney(cents, locale) },
    })),
    delivery: formatMoney(
      row.snapshot.deliveries.reduce((sum, { cents }) => sum + cents, 0),
      locale,
    ),
    shown: events.length,
    history: [
      { at: formatDateTime(row.submittedAt, locale), text: t.submitted(nameOf(row.requesterId)), why: row.reason },
      ...events.map((event) => ({
        at: formatDateTime(event.at, locale),
        text: sentenceOf(t, event, nameOf(event.person), row, locale),
        why: event.reason,
      })),
    ],
  };
}
export type ShownRequest = ReturnType<typeof viewRequest>;

function waitsFor(t: Messages['requests'], state: string, names: string): string | null {
  if (state !== 'submitted') return null;
  return names === '' ? t.waitsForOthers : t.waitsFor(names);
}

function sentenceOf(
  t: Messages['requests'],
  { kind, verdict, lines }: RequestEventRow,
  name: string,
  { snapshot }: RequestRow,
  locale: RequestContext['locale'],
): string {
  if (kind === 'unpaid') return t.unpaid;
  if (kind === 'attempt') return t.attempt(name);
  if (kind === 'withdrawn' || !verdict) return t.withdrawn(name);
  const refused = snapshot.lines.filter(({ id }) => lines.includes(id)).map((line) => line.name);
  const sentence = t.verdicts[verdict](name);
  return refused.length === 0 ? sentence : `${sentence} ${t.refusedLines(listText(refused, locale))}`;
}

/** Of an order that was made of a request: who ordered it and who approved it; null for any other order. */
export function approvalText(ctx: RequestContext, orderId: string): string | null {
  const request = findRequestOfOrder(ctx, orderId);
  const approvers = request?.events.filter(({ verdict }) => verdict === 'approve').map(({ person }) => person) ?? [];
  if (!request || approvers.length === 0) return null;
  const names = personNames(ctx, [request.row.requesterId, ...approvers]);
  const nameOf = (id: string) => names.get(id) ?? ctx.t.requests.gone;
  const by = listText([...new Set(approvers)].map(nameOf), ctx.locale);
  return ctx.t.requests.byOrder(nameOf(request.row.requesterId), by);
}
