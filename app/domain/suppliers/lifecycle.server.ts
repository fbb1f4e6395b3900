import { and, asc, eq, inArray } from 'drizzle-orm';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findValue, integer, listRows, listValues, oneOf, type Row, text } from '#db/rows.ts';
import { supplierChecks, supplierSteps, suppliers } from '#db/schema/suppliers.ts';
import {
  type attestedItems,
  buildChecklist,
  type Check,
  type ChecklistRow,
  readyToApprove,
  readyToOpen,
  readyToSubmit,
  type verifiedItems,
} from './checklist.ts';
import { requireImpartialSteward } from './interests.server.ts';
import {
  admittedStates,
  type LifeStep,
  lifeOf,
  reasonedSteps,
  type recordedLifeSteps,
  stewardSteps,
  supplierStates,
} from './lifecycle.ts';
import { listSignatures } from './signature-rows.server.ts';
import { keepSiretClaim, lacksSiret } from './siret-contests.server.ts';
import type { checkStates } from './supplier.ts';
import type { Supplier } from './suppliers.server.ts';

export type TransitionRefusal = { reason: 'not-now' | 'incomplete' | 'reason-missing' | 'siret-contested' };

/** The current checklist of a supplier. `offers` is its number of offers that are not archived, drafts included. */
export function getChecklist(ctx: Pick<Ctx, 'db'>, supplier: Supplier, offers: number): ChecklistRow[] {
  return buildChecklist(supplier, listChecks(ctx, supplier.id), listSignatures(ctx, supplier.id), offers);
}

function listChecks({ db }: Pick<Ctx, 'db'>, supplierId: string): Check[] {
  return db.select().from(supplierChecks).where(eq(supplierChecks.supplierId, supplierId)).all();
}

/** Saves an attestation with its actor and time. `false` withdraws it, but only in `draft` and `returned`. */
export function attestItem(ctx: Ctx, supplier: Supplier, item: (typeof attestedItems)[number], yes: boolean): void {
  inTransaction(ctx, ({ db }) => {
    if (yes) saveCheck(ctx, supplier.id, item, 'attested', null);
    else if (supplier.status === 'draft' || supplier.status === 'returned')
      db.delete(supplierChecks)
        .where(and(eq(supplierChecks.supplierId, supplier.id), eq(supplierChecks.item, item)))
        .run();
    recordAudit(ctx, yes ? `attest:${item}` : `withdrawAttestation:${item}`, supplier.id);
  });
}

/** A steward verifies an item, or waives it with the reason in `waiver`. Refuses with `not-now` what another one did before. */
export function verifyItem(
  ctx: Ctx,
  supplier: Supplier,
  item: (typeof verifiedItems)[number],
  waiver: string | null,
): Result<object, { reason: 'not-now' }> {
  requireImpartialSteward(ctx, supplier.id);
  return inTransaction(ctx, () => {
    if (listChecks(ctx, supplier.id).some((check) => check.item === item)) return refused('not-now');
    saveCheck(ctx, supplier.id, item, waiver ? 'waived' : 'verified', waiver);
    recordAudit(ctx, `${waiver ? 'waive' : 'verify'}:${item}`, supplier.id);
    return done();
  });
}

/**
 * Takes a supplier to its next state; `offers` is that of its checklist. A guarded update: `not-now`, without a change,
 * when its state has changed.
 */
export function transitionSupplier(
  ctx: Ctx,
  supplier: Supplier,
  step: LifeStep,
  offers: number,
  reason: string | null = null,
): Result<object, TransitionRefusal> {
  if (stewardSteps.includes(step)) requireImpartialSteward(ctx, supplier.id);
  if (reasonedSteps.includes(step) && !reason) return refused('reason-missing');
  return inTransaction(ctx, ({ db }) => {
    const rows = getChecklist(ctx, supplier, offers);
    if (!isReady(step, rows)) return refused('incomplete');
    if ((step === 'approve' || step === 'lift') && lacksSiret(ctx, supplier)) return refused('siret-contested');
    const from = supplierStates.filter((state) => lifeOf[state][step]);
    const to = lifeOf[supplier.status][step];
    const moved =
      to &&
      db
        .update(suppliers)
        .set({ status: to })
        .where(
          and(eq(suppliers.id, supplier.id), eq(suppliers.status, supplier.status), inArray(suppliers.status, from)),
        )
        .run().changes;
    if (!moved) return refused('not-now');
    if (step === 'approve' || step === 'submit') keepSiretClaim(ctx, supplier, step);
    recordStep(ctx, supplier.id, step, reason);
    reindexSupplierOffers(ctx, supplier.id);
    if (stewardSteps.includes(step))
      enqueue(ctx, 'mail', `mail:supplier-${step}:${supplier.id}:${ctx.now.getTime()}`, {
        template: 'supplier-step',
        supplierId: supplier.id,
        step,
        reason,
      });
    recordAudit(ctx, `${step}Supplier`, supplier.id);
    return done();
  });
}

/** Whether the stewards approved this supplier at some time. */
export function isAdmitted({ db }: Pick<Ctx, 'db'>, supplierId: string): boolean {
  const status = findValue(db, oneOf(supplierStates), 'select status from suppliers where id = ?', supplierId);
  return status !== undefined && admittedStates.includes(status);
}

/** The suppliers that the stewards approved at some time. */
export function admittedIds({ db }: Pick<Ctx, 'db'>): Set<string> {
  const sql = 'select id from suppliers where status in (select value from json_each(?))';
  return new Set(listValues(db, text, sql, JSON.stringify(admittedStates)));
}

function isReady(step: LifeStep, rows: readonly ChecklistRow[]): boolean {
  if (step === 'submit') return readyToSubmit(rows);
  if (step === 'approve') return readyToApprove(rows);
  return step !== 'open' || readyToOpen(rows);
}

/** Right of reply: records the supplier's answer to a decision. */
export function replyToDecision(ctx: Ctx, supplier: Supplier, text: string): void {
  inTransaction(ctx, () => {
    recordStep(ctx, supplier.id, 'reply', text);
    recordAudit(ctx, 'replyToDecision', supplier.id);
  });
}

export function listSteps({ db }: Pick<Ctx, 'db'>, supplierId: string) {
  return db
    .select()
    .from(supplierSteps)
    .where(eq(supplierSteps.supplierId, supplierId))
    .orderBy(asc(supplierSteps.id))
    .all();
}

/**
 * Suppliers that wait for a steward, with the time since when: submitted ones, and suspended ones whose last step is a
 * reply.
 */
export function listWaitingSuppliers({ db }: Pick<Ctx, 'db'>, limit = -1): Row<typeof waitingSupplier>[] {
  return listRows(
    db,
    waitingSupplier,
    `select s.id, coalesce(
       (select max(at) from supplier_steps t where t.supplier_id = s.id and t.step in ('submit', 'reply')),
       s.created_at) as since, count(*) over () as total
     from suppliers s
     where s.status = 'submitted' or (
       s.status = 'suspended' and
       (select step from supplier_steps t where t.supplier_id = s.id order by t.id desc limit 1) = 'reply')
     order by since, s.id
     limit ?`,
    limit,
  );
}
const waitingSupplier = { id: text, since: text, total: integer };

export function recordStep(
  ctx: Ctx,
  supplierId: string,
  step: (typeof recordedLifeSteps)[number],
  reason: string | null,
): void {
  const actor = ctx.actor.kind === 'user' ? ctx.actor.userId : 'system';
  ctx.db
    .insert(supplierSteps)
    .values({ supplierId, at: isoUtc(ctx.now), actor, step, reason })
    .run();
}

/** Reindexes all offers of a supplier, when the whole supplier appears, disappears or changes. */
export function reindexSupplierOffers(ctx: Ctx, supplierId: string): void {
  enqueue(ctx, 'search', `supplier:${supplierId}:${ctx.now.getTime()}`, { supplierId });
}

function saveCheck(
  ctx: Ctx,
  supplierId: string,
  item: string,
  state: (typeof checkStates)[number],
  reason: string | null,
): void {
  const actor = ctx.actor.kind === 'user' ? ctx.actor.userId : 'system';
  const row = { supplierId, item, state, actor, at: isoUtc(ctx.now), reason };
  ctx.db
    .insert(supplierChecks)
    .values(row)
    .onConflictDoUpdate({ target: [supplierChecks.supplierId, supplierChecks.item], set: row })
    .run();
}
