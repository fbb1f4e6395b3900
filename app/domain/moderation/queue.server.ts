// The moderation queue: everything that waits for a steward's decision, the oldest first, rechecks last. Owns
// queue_assignments.
import { requireRole } from '#app/domain/accounts/roles.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import type { QueueItem, QueueKind } from './queue.ts';

/** One query for the whole queue; each branch uses an index of open rows. */
const sql = `with waiting as (
  select 'supplier' as kind, s.id, coalesce((select max(at) from supplier_steps t where t.supplier_id = s.id and t.step in ('submit','reply')), s.created_at) as since, s.id as supplier_id, null as criterion_id
    from suppliers s where s.status = 'submitted' or (s.status = 'suspended' and (select step from supplier_steps t where t.supplier_id = s.id order by t.id desc limit 1) = 'reply')
  union all select 'evidence', id, submitted_at, supplier_id, criterion_id from evidence where state = 'submitted'
  union all select 'report', id, at, supplier_id, criterion_id from claim_reports where state = 'open'
  union all select 'offer', r.id, r.at, o.supplier_id, null from offer_reviews r join offers o on o.id = r.offer_id where r.decided_at is null
  union all select 'jump', id, at, supplier_id, criterion_id from score_jumps where decided_at is null
  union all select 'recheck', id, drawn_at, supplier_id, criterion_id from evidence_rechecks where decided_at is null)
select w.kind || ':' || w.id as item, w.kind, w.id, w.since, s.slug as supplierSlug, s.name as supplierName, w.criterion_id as criterionId, a.user_id as assignedTo, u.name as assignedName
from waiting w join suppliers s on s.id = w.supplier_id left join queue_assignments a on a.item = w.kind || ':' || w.id left join users u on u.id = a.user_id
where (@kind is null or w.kind = @kind) and (@mine is null or a.user_id = @mine) order by case w.kind when 'recheck' then 1 else 0 end, w.since, w.id`;

/** Queued items; only of one kind, or only those assigned to the actor, when asked. For stewards. */
export function listQueue(
  ctx: Ctx,
  { kind = null, mine = false }: { kind?: QueueKind | null; mine?: boolean } = {},
): QueueItem[] {
  const steward = requireRole(ctx, 'steward');
  return preparedSql(ctx.db, sql).all({ kind, mine: mine ? steward : null }) as QueueItem[];
}

/** Assigns an item to the actor, or releases their own. It is no lock: a colleague's item is simply reassigned. */
export function assignItem(ctx: Ctx, item: string, take: boolean): void {
  const steward = requireRole(ctx, 'steward');
  if (!/^(supplier|evidence|report|offer|jump|recheck):\w+$/.test(item)) return;
  if (take)
    preparedSql(
      ctx.db,
      'insert into queue_assignments (item, user_id, at) values (?, ?, ?) on conflict (item) do update set user_id = excluded.user_id, at = excluded.at',
    ).run(item, steward, isoUtc(ctx.now));
  else preparedSql(ctx.db, 'delete from queue_assignments where item = ? and user_id = ?').run(item, steward);
}
