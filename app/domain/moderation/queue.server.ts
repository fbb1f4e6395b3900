// The moderation queue: everything that waits for a steward's decision: alarms first, then the oldest, rechecks last. Owns
// queue_assignments.
import { personNames, requireRole } from '#app/domain/accounts/roles.server.ts';
import { listWaitingFigures } from '#app/domain/catalogue/figures.server.ts';
import { listOpenReviews } from '#app/domain/catalogue/reviews.server.ts';
import { listWaitingTexts } from '#app/domain/claims/pending-texts.server.ts';
import {
  listWaitingEvidence,
  listWaitingJumps,
  listWaitingRechecks,
  listWaitingReports,
} from '#app/domain/evidence/waiting.server.ts';
import { readWitnessAlarm } from '#app/domain/ledger/witness-alarm.server.ts';
import { listWitnesses } from '#app/domain/ledger/witness-rows.server.ts';
import { isWell } from '#app/domain/ledger/witness-state.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { listIdentityRequests } from '#app/domain/suppliers/identity-requests.server.ts';
import { listWaitingSuppliers } from '#app/domain/suppliers/lifecycle.server.ts';
import { supplierNamesById } from '#app/domain/suppliers/suppliers.server.ts';
import { preparedSql } from '#db/client.ts';
import { listRows, text } from '#db/rows.ts';
import { countQueue, type QueueItem, type QueueKind, queueKinds } from './queue.ts';

type Waiting = {
  id: string;
  since: string;
  supplierId: string | null;
  criterionId?: string;
  name?: string;
  /** How many of the kind wait. */
  total: number;
};

/** The first items of each kind, the oldest first; all without a limit. */
const waitingOf: Record<QueueKind, (ctx: Ctx, limit?: number) => Waiting[]> = {
  supplier: (ctx, limit) =>
    listWaitingSuppliers(ctx, limit).map((supplier) => ({ ...supplier, supplierId: supplier.id })),
  identity: listIdentityRequests,
  evidence: listWaitingEvidence,
  report: listWaitingReports,
  offer: listOpenReviews,
  figure: listWaitingFigures,
  text: listWaitingTexts,
  jump: listWaitingJumps,
  recheck: listWaitingRechecks,
  witness: listWitnessCases,
};

/** Queued items; only of one kind, or only those assigned to the actor, when asked. For stewards. */
export function listQueue(
  ctx: Ctx,
  { kind = null, mine = false }: { kind?: QueueKind | null; mine?: boolean } = {},
): QueueItem[] {
  const steward = requireRole(ctx, 'steward');
  const assigned = listAssignments(ctx);
  const waiting = (kind ? [kind] : queueKinds)
    .flatMap((of) => waitingOf[of](ctx).map((row) => ({ ...row, kind: of })))
    .filter((row) => !mine || assigned.get(itemOf(row)) === steward);
  return describeItems(ctx, waiting, assigned);
}

/** How many of each kind wait, and the first `limit` items of the queue or of one kind of it: no other row is built. For stewards. */
export function viewQueue(
  ctx: Ctx,
  kind: QueueKind | null,
  limit: number,
): { counts: Record<QueueKind, number>; items: QueueItem[] } {
  requireRole(ctx, 'steward');
  const counts = countQueue([]);
  const first = queueKinds.flatMap((of) => {
    const isShown = kind === null || kind === of;
    const rows = waitingOf[of](ctx, isShown ? limit : 1);
    counts[of] = rows[0]?.total ?? 0;
    return isShown ? rows.map((row) => ({ ...row, kind: of })) : [];
  });
  const items = first.sort(inTurn).slice(0, limit);
  return { counts, items: describeItems(ctx, items, listAssignments(ctx)) };
}

function itemOf({ kind, id }: { kind: QueueKind; id: string }): string {
  return `${kind}:${id}`;
}

function describeItems(
  ctx: Ctx,
  waiting: (Waiting & { kind: QueueKind })[],
  assigned: ReadonlyMap<string, string>,
): QueueItem[] {
  const suppliers = supplierNamesById(
    ctx,
    waiting.flatMap((row) => row.supplierId ?? []),
  );
  const people = personNames(ctx, [...assigned.values()]);
  return waiting.sort(inTurn).flatMap(({ kind, id, since, supplierId, name, criterionId = null }) => {
    const item = itemOf({ kind, id });
    const supplier = supplierId === null ? { slug: '', name: name ?? '' } : suppliers.get(supplierId);
    const assignedTo = assigned.get(item) ?? null;
    const assignedName = (assignedTo && people.get(assignedTo)) ?? null;
    if (!supplier) return [];
    return {
      item,
      kind,
      id,
      since,
      supplierSlug: supplier.slug,
      supplierName: supplier.name,
      criterionId,
      assignedTo,
      assignedName,
    };
  });
}

/** While the alarm is red: each witness that refuses or does not answer, or the policy that cannot be met. */
function listWitnessCases(ctx: Ctx): Waiting[] {
  const alarm = readWitnessAlarm(ctx);
  if (alarm.state !== 'red') return [];
  const cases = listWitnesses(ctx).flatMap(({ name, keyId, row }) =>
    row && keyId && !isWell(row.state) ? { id: keyId, since: row.since, supplierId: null, name } : [],
  );
  const policy = { id: 'policy', since: isoUtc(ctx.now), supplierId: null, name: 'tlog-policy' };
  const shown = cases.length > 0 ? cases : [policy];
  return shown.map((one) => ({ ...one, total: shown.length }));
}

type Turn = { kind: QueueKind; since: string; id: string };

/** Witnesses first, because all proofs wait for them; then the oldest, rechecks last. */
function inTurn(a: Turn, b: Turn): number {
  const first = Number(b.kind === 'witness') - Number(a.kind === 'witness');
  if (first !== 0) return first;
  const last = Number(a.kind === 'recheck') - Number(b.kind === 'recheck');
  if (last !== 0) return last;
  return compare(a.since, b.since) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The steward of each item that was taken. */
function listAssignments({ db }: Ctx): Map<string, string> {
  const rows = listRows(db, { item: text, userId: text }, 'select item, user_id as userId from queue_assignments');
  return new Map(rows.map(({ item, userId }) => [item, userId]));
}

/** Assigns an item to the actor, or releases their own. It is no lock: a colleague's item is simply reassigned. */
export function assignItem(ctx: Ctx, item: string, take: boolean): void {
  const steward = requireRole(ctx, 'steward');
  if (!/^(supplier|identity|evidence|report|offer|figure|text|jump|recheck|witness):\w+$/.test(item)) return;
  if (take)
    preparedSql(
      ctx.db,
      `insert into queue_assignments (item, user_id, at)
       values (?, ?, ?)
       on conflict (item) do update set user_id = excluded.user_id, at = excluded.at`,
    ).run(item, steward, isoUtc(ctx.now));
  else preparedSql(ctx.db, 'delete from queue_assignments where item = ? and user_id = ?').run(item, steward);
}
