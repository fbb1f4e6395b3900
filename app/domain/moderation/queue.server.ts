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
import { type QueueItem, type QueueKind, queueKinds } from './queue.ts';

type Waiting = { id: string; since: string; supplierId: string | null; criterionId?: string; name?: string };

const waitingOf: Record<QueueKind, (ctx: Ctx) => Waiting[]> = {
  supplier: (ctx) => listWaitingSuppliers(ctx).map((supplier) => ({ ...supplier, supplierId: supplier.id })),
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
  const assigned = new Map(listAssignments(ctx).map(({ item, userId }) => [item, userId]));
  const waiting = (kind ? [kind] : queueKinds)
    .flatMap((of) => waitingOf[of](ctx).map((row) => ({ ...row, kind: of, item: `${of}:${row.id}` })))
    .filter(({ item }) => !mine || assigned.get(item) === steward);
  const suppliers = supplierNamesById(
    ctx,
    waiting.flatMap((row) => row.supplierId ?? []),
  );
  const people = personNames(ctx, [...assigned.values()]);
  return waiting.sort(inTurn).flatMap(({ item, kind, id, since, supplierId, name, criterionId = null }) => {
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
  return cases.length > 0 ? cases : [{ id: 'policy', since: isoUtc(ctx.now), supplierId: null, name: 'tlog-policy' }];
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

function listAssignments({ db }: Ctx): { item: string; userId: string }[] {
  return listRows(db, { item: text, userId: text }, 'select item, user_id as userId from queue_assignments');
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
