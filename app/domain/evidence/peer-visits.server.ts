// Owns peer_visits and peer_visitors. People of two other suppliers and one buyer visit, fill in a short grid, and
// all three sign.
import { and, eq, inArray } from 'drizzle-orm';
import { findUserId, requireUserId } from '#app/domain/accounts/accounts.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { listOwnSuppliers } from '#app/domain/suppliers/members.server.ts';
import { findSuppliers, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { evidence, peerVisitors, peerVisits } from '#db/schema/evidence.ts';
import { acceptEvidence, recordEvidenceStep } from './effects.server.ts';
import { getEvidence } from './evidence.server.ts';
import type { VisitFinding } from './evidence.ts';
import {
  findVisitBar,
  getHostedPeerVisit,
  getPeerVisit,
  listPeerVisitors,
  type PeerVisit,
  requirePeerVisitor,
} from './peer-visit-rows.server.ts';

export type InviteRefusal = {
  reason:
    | 'not-a-supplier'
    | 'own-stall'
    | 'same-stall'
    | 'no-order'
    | 'not-a-buyer'
    | 'twice-in-a-row'
    | 'visited-back'
    | 'no-criterion';
  email: string;
};

/** E-mail addresses: people of two other live suppliers, and a buyer who works for none of the three suppliers. */
export type InvitedVisitors = { suppliers: [string, string]; buyer: string };

/**
 * Invites three people. `hasBought` says whether a person paid an order of the host. An address without an account is
 * answered like that of a person who does not qualify.
 */
export function invitePeerVisit(
  ctx: Ctx,
  host: Supplier,
  criteria: Record<string, number>,
  invited: InvitedVisitors,
  hasBought: (userId: string) => boolean,
): Result<{ visitId: string }, InviteRefusal> {
  const createdBy = requireUserId(ctx);
  if (Object.keys(criteria).length === 0) return refused('no-criterion', { email: '' });
  return inTransaction(ctx, ({ db }) => {
    const guests: { userId: string; forSupplier: string | null }[] = [];
    for (const email of invited.suppliers) {
      const userId = findUserId(ctx, email.trim());
      if (!userId) return refused('not-a-supplier', { email });
      if (guests.some((guest) => guest.userId === userId)) return refused('same-stall', { email });
      const suppliers = listOwnSuppliers({ ...ctx, actor: { kind: 'user', userId: userId } }).filter(
        (supplier) => supplier.status === 'live',
      );
      if (suppliers.some((supplier) => supplier.id === host.id)) return refused('own-stall', { email });
      const supplier = suppliers.find(({ id }) => !guests.some((guest) => guest.forSupplier === id));
      if (!supplier) return refused(suppliers.length === 0 ? 'not-a-supplier' : 'same-stall', { email });
      const [peer] = findSuppliers(ctx, [supplier.id]);
      const barred = findVisitBar(ctx, peer!, host);
      if (barred) return refused(barred, { email });
      guests.push({ userId: userId, forSupplier: supplier.id });
    }
    const buyer = findUserId(ctx, invited.buyer.trim());
    if (!buyer || !hasBought(buyer)) return refused('no-order', { email: invited.buyer });
    const theirs = listOwnSuppliers({ ...ctx, actor: { kind: 'user', userId: buyer } }).map((supplier) => supplier.id);
    if (
      theirs.some((id) => id === host.id || guests.some((guest) => guest.forSupplier === id)) ||
      guests.some((guest) => guest.userId === buyer)
    )
      return refused('not-a-buyer', { email: invited.buyer });
    guests.push({ userId: buyer, forSupplier: null });
    const id = newId('vis');
    db.insert(peerVisits)
      .values({ id, supplierId: host.id, state: 'invited', criteria, createdBy, createdAt: isoUtc(ctx.now) })
      .run();
    db.insert(peerVisitors)
      .values(guests.map((guest) => ({ ...guest, visitId: id })))
      .run();
    for (const guest of guests)
      enqueue(ctx, 'mail', `mail:visit:${id}:${guest.userId}`, {
        template: 'visit-invited',
        visitId: id,
        userId: guest.userId,
        supplierName: host.name,
      });
    recordAudit(ctx, 'inviteVisit', id);
    return done({ visitId: id });
  });
}

/** A visitor accepts or declines. One who declines cancels the visit. */
export function answerVisitInvitation(ctx: Ctx, visitId: string, yes: boolean): void {
  const userId = requireUserId(ctx);
  inTransaction(ctx, ({ db }) => {
    const own = requirePeerVisitor(ctx, visitId);
    const { state } = getPeerVisit(ctx, visitId);
    if (own.signedAt || (state !== 'invited' && state !== 'dated')) return; // signed or closed: no change
    db.update(peerVisitors)
      .set(yes ? { agreedAt: isoUtc(ctx.now), declinedAt: null } : { declinedAt: isoUtc(ctx.now), agreedAt: null })
      .where(and(eq(peerVisitors.visitId, visitId), eq(peerVisitors.userId, userId)))
      .run();
    if (!yes)
      db.update(peerVisits)
        .set({ state: 'cancelled' })
        .where(and(eq(peerVisits.id, visitId), inArray(peerVisits.state, ['invited', 'dated'])))
        .run();
    recordAudit(ctx, yes ? 'agreeToVisit' : 'declineVisit', visitId);
  });
}

/** The host sets the day: all three have agreed, no visitor has signed, and a day after that of the invitation. */
export function schedulePeerVisit(
  ctx: Ctx,
  host: { id: string },
  visitId: string,
  day: string,
): Result<object, { reason: 'not-agreed' | 'not-now' | 'before-invitation' }> {
  return inTransaction(ctx, ({ db }) => {
    const peerVisit = getHostedPeerVisit(ctx, host.id, visitId);
    if (peerVisit.state !== 'invited' && peerVisit.state !== 'dated') return refused('not-now');
    const visitors = listPeerVisitors(ctx, [visitId]);
    if (visitors.some((visitor) => visitor.signedAt)) return refused('not-now');
    if (visitors.some((visitor) => !visitor.agreedAt)) return refused('not-agreed');
    if (day <= localDay(new Date(peerVisit.createdAt), ctx.town)) return refused('before-invitation');
    db.update(peerVisits).set({ state: 'dated', plannedOn: day }).where(eq(peerVisits.id, visitId)).run();
    recordAudit(ctx, 'dateVisit', visitId);
    return done();
  });
}

export function cancelPeerVisit(ctx: Ctx, host: { id: string }, visitId: string): void {
  getHostedPeerVisit(ctx, host.id, visitId);
  ctx.db
    .update(peerVisits)
    .set({ state: 'cancelled' })
    .where(and(eq(peerVisits.id, visitId), inArray(peerVisits.state, ['invited', 'dated'])))
    .run();
  recordAudit(ctx, 'cancelVisit', visitId);
}

/**
 * A visitor signs their findings. With the third signature, each criterion that all three saw is accepted at L2P,
 * dated the day of the visit; the others stay unchanged.
 */
export function signPeerVisit(
  ctx: LedgerCtx & ActiveRules,
  visitId: string,
  grid: Record<string, VisitFinding>,
): Result<{ complete: boolean }, { reason: 'too-early' | 'not-now' | 'incomplete' }> {
  const userId = requireUserId(ctx);
  return inTransaction(ctx, ({ db }) => {
    requirePeerVisitor(ctx, visitId);
    const peerVisit = getPeerVisit(ctx, visitId);
    if (peerVisit.state !== 'dated') return refused('not-now');
    if (peerVisit.plannedOn! > localDay(ctx.now, ctx.town)) return refused('too-early');
    if (Object.keys(peerVisit.criteria).some((id) => !grid[id])) return refused('incomplete');
    db.update(peerVisitors)
      .set({ grid, signedAt: isoUtc(ctx.now) })
      .where(and(eq(peerVisitors.visitId, visitId), eq(peerVisitors.userId, userId)))
      .run();
    recordAudit(ctx, 'signVisit', visitId);
    const visitors = listPeerVisitors(ctx, [visitId]);
    if (visitors.some((visitor) => !visitor.signedAt)) return done({ complete: false });
    db.update(peerVisits)
      .set({ state: 'signed', signedAt: isoUtc(ctx.now) })
      .where(and(eq(peerVisits.id, visitId), eq(peerVisits.state, 'dated')))
      .run();
    for (const [criterionId, value] of Object.entries(peerVisit.criteria))
      if (visitors.every((visitor) => visitor.grid?.[criterionId] === 'seen'))
        recordVisitEvidence(ctx, peerVisit, criterionId, value);
    return done({ complete: true });
  });
}

function recordVisitEvidence(
  ctx: LedgerCtx & ActiveRules,
  peerVisit: PeerVisit,
  criterionId: string,
  value: number,
): void {
  const id = newId('evd');
  ctx.db
    .insert(evidence)
    .values({
      id,
      supplierId: peerVisit.supplierId,
      criterionId,
      value,
      state: 'submitted',
      kind: 'visit',
      askedLevel: 'L2P',
      datedOn: peerVisit.plannedOn!,
      title: peerVisit.id,
      submittedBy: peerVisit.createdBy,
      submittedAt: isoUtc(ctx.now),
    })
    .run();
  recordEvidenceStep(ctx, id, 'submit', null);
  invariant(acceptEvidence(ctx, getEvidence(ctx, id), 'L2P', null), `evidence ${id} is new`);
}
