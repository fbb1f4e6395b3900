// Owns peer_visits and peer_visitors. People of two other suppliers and one buyer visit, fill in a short grid, and
// all three sign.
import { and, desc, eq, inArray, ne } from 'drizzle-orm';
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { listOwnSuppliers } from '#app/domain/suppliers/members.server.ts';
import { findSuppliers, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { preparedSql } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { evidence, peerVisitors, peerVisits } from '#db/schema/evidence.ts';
import { acceptEvidence, recordEvidenceStep } from './effects.server.ts';
import { getEvidence } from './evidence.server.ts';

export type PeerVisit = typeof peerVisits.$inferSelect;
export type PeerVisitor = typeof peerVisitors.$inferSelect & { name: string };
export type VisitFinding = 'seen' | 'not-seen' | 'differs';
export type InviteRefusal = {
  reason:
    | 'unknown-person'
    | 'not-a-supplier'
    | 'own-stall'
    | 'same-stall'
    | 'not-a-buyer'
    | 'twice-in-a-row'
    | 'visited-back'
    | 'no-criterion';
  email: string;
};

/** E-mail addresses: people of two other live suppliers, and a buyer who works for none of the three suppliers. */
export type InvitedVisitors = { suppliers: [string, string]; buyer: string };

export function invitePeerVisit(
  ctx: Ctx,
  host: Supplier,
  criteria: Record<string, number>,
  invited: InvitedVisitors,
): Result<{ visitId: string }, InviteRefusal> {
  const createdBy = requireUserId(ctx);
  if (Object.keys(criteria).length === 0) return { ok: false, reason: 'no-criterion', email: '' };
  return inTransaction(ctx, ({ db }) => {
    const refuse = (reason: InviteRefusal['reason'], email: string) => ({ ok: false as const, reason, email });
    const guests: { userId: string; forSupplier: string | null }[] = [];
    for (const email of invited.suppliers) {
      const person = findPerson(ctx, email);
      if (!person) return refuse('unknown-person', email);
      if (guests.some((guest) => guest.userId === person.id)) return refuse('same-stall', email);
      const suppliers = listOwnSuppliers({ ...ctx, actor: { kind: 'user', userId: person.id } }).filter(
        (supplier) => supplier.status === 'live',
      );
      if (suppliers.some((supplier) => supplier.id === host.id)) return refuse('own-stall', email);
      const supplier = suppliers.find(({ id }) => !guests.some((guest) => guest.forSupplier === id));
      if (!supplier) return refuse(suppliers.length === 0 ? 'not-a-supplier' : 'same-stall', email);
      const [peer] = findSuppliers(ctx, [supplier.id]);
      const barred = findVisitBar(ctx, peer!, host);
      if (barred) return refuse(barred, email);
      guests.push({ userId: person.id, forSupplier: supplier.id });
    }
    const buyer = findPerson(ctx, invited.buyer);
    if (!buyer) return refuse('unknown-person', invited.buyer);
    const theirs = listOwnSuppliers({ ...ctx, actor: { kind: 'user', userId: buyer.id } }).map(
      (supplier) => supplier.id,
    );
    if (
      theirs.some((id) => id === host.id || guests.some((guest) => guest.forSupplier === id)) ||
      guests.some((guest) => guest.userId === buyer.id)
    )
      return refuse('not-a-buyer', invited.buyer);
    guests.push({ userId: buyer.id, forSupplier: null });
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
    return { ok: true as const, visitId: id };
  });
}

/**
 * Bars `twice-in-a-row` (host in the same trade, and the visitor's last signed visit was there) and `visited-back`
 * (the host was among the visitors at the visitor's own last signed visit).
 */
function findVisitBar(ctx: Ctx, visitor: Supplier, host: Supplier): 'twice-in-a-row' | 'visited-back' | null {
  const lastVisitOf = preparedSql(
    ctx.db,
    `select v.supplier_id from peer_visits v join peer_visitors p on p.visit_id = v.id where p.for_supplier = ? and v.state = 'signed' order by v.signed_at desc limit 1`,
  ).pluck();
  if (visitor.trade === host.trade && lastVisitOf.get(visitor.id) === host.id) return 'twice-in-a-row';
  const lastVisitors = preparedSql(
    ctx.db,
    `select p.for_supplier from peer_visitors p where p.visit_id = (select id from peer_visits where supplier_id = ? and state = 'signed' order by signed_at desc limit 1)`,
  ).pluck();
  return lastVisitors.all(visitor.id).includes(host.id) ? 'visited-back' : null;
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

/** The host sets the day: all three have agreed, no visitor has signed, and not before the day of the invitation. */
export function schedulePeerVisit(
  ctx: Ctx,
  host: { id: string },
  visitId: string,
  day: string,
): Result<object, { reason: 'not-agreed' | 'not-now' | 'before-invitation' }> {
  return inTransaction(ctx, ({ db }) => {
    const peerVisit = getHostedPeerVisit(ctx, host.id, visitId);
    if (peerVisit.state !== 'invited' && peerVisit.state !== 'dated')
      return { ok: false as const, reason: 'not-now' as const };
    const visitors = listPeerVisitors(ctx, [visitId]);
    if (visitors.some((visitor) => visitor.signedAt)) return { ok: false as const, reason: 'not-now' as const };
    if (visitors.some((visitor) => !visitor.agreedAt)) return { ok: false as const, reason: 'not-agreed' as const };
    if (day < localDay(new Date(peerVisit.createdAt)))
      return { ok: false as const, reason: 'before-invitation' as const };
    db.update(peerVisits).set({ state: 'dated', plannedOn: day }).where(eq(peerVisits.id, visitId)).run();
    recordAudit(ctx, 'dateVisit', visitId);
    return { ok: true as const };
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
  ctx: LedgerCtx,
  visitId: string,
  grid: Record<string, VisitFinding>,
): Result<{ complete: boolean }, { reason: 'too-early' | 'not-now' | 'incomplete' }> {
  const userId = requireUserId(ctx);
  return inTransaction(ctx, ({ db }) => {
    requirePeerVisitor(ctx, visitId);
    const peerVisit = getPeerVisit(ctx, visitId);
    if (peerVisit.state !== 'dated') return { ok: false as const, reason: 'not-now' as const };
    if (peerVisit.plannedOn! > localDay(ctx.now)) return { ok: false as const, reason: 'too-early' as const };
    if (Object.keys(peerVisit.criteria).some((id) => !grid[id]))
      return { ok: false as const, reason: 'incomplete' as const };
    db.update(peerVisitors)
      .set({ grid, signedAt: isoUtc(ctx.now) })
      .where(and(eq(peerVisitors.visitId, visitId), eq(peerVisitors.userId, userId)))
      .run();
    recordAudit(ctx, 'signVisit', visitId);
    const visitors = listPeerVisitors(ctx, [visitId]);
    if (visitors.some((visitor) => !visitor.signedAt)) return { ok: true as const, complete: false };
    db.update(peerVisits)
      .set({ state: 'signed', signedAt: isoUtc(ctx.now) })
      .where(and(eq(peerVisits.id, visitId), eq(peerVisits.state, 'dated')))
      .run();
    for (const [criterionId, value] of Object.entries(peerVisit.criteria))
      if (visitors.every((visitor) => visitor.grid?.[criterionId] === 'seen'))
        recordVisitEvidence(ctx, peerVisit, criterionId, value);
    return { ok: true as const, complete: true };
  });
}

function recordVisitEvidence(ctx: LedgerCtx, peerVisit: PeerVisit, criterionId: string, value: number): void {
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
  acceptEvidence(ctx, getEvidence(ctx, id), 'L2P', null);
}

export function getPeerVisit({ db }: Pick<Ctx, 'db'>, id: string): PeerVisit {
  const peerVisit = db.select().from(peerVisits).where(eq(peerVisits.id, id)).get();
  if (!peerVisit) throw new NotFound(`visit ${id}`);
  return peerVisit;
}

function getHostedPeerVisit(ctx: Ctx, supplierId: string, id: string): PeerVisit {
  const peerVisit = getPeerVisit(ctx, id);
  if (peerVisit.supplierId !== supplierId) throw new NotFound(`visit ${id}`);
  return peerVisit;
}

/** The actor as a visitor of this visit. Throws NotFound when they are not one. */
export function requirePeerVisitor(ctx: Ctx, visitId: string): PeerVisitor {
  const own = listPeerVisitors(ctx, [visitId]).find(
    (visitor) => ctx.actor.kind === 'user' && visitor.userId === ctx.actor.userId,
  );
  if (!own) throw new NotFound(`visit ${visitId}`);
  return own;
}

export function listHostedPeerVisits({ db }: Pick<Ctx, 'db'>, supplierId: string): PeerVisit[] {
  return db
    .select()
    .from(peerVisits)
    .where(eq(peerVisits.supplierId, supplierId))
    .orderBy(desc(peerVisits.createdAt))
    .all();
}

/** The latest 50 visits that the actor was invited to, without declined and cancelled ones. */
export function listPeerVisitInvitations(ctx: Ctx): {
  id: string;
  state: PeerVisit['state'];
  plannedOn: string | null;
  host: string;
  answered: number;
  signed: number;
}[] {
  if (ctx.actor.kind !== 'user') return [];
  return preparedSql(
    ctx.db,
    `select v.id, v.state, v.planned_on as plannedOn, s.name as host, p.agreed_at is not null as answered, p.signed_at is not null as signed
     from peer_visitors p join peer_visits v on v.id = p.visit_id join suppliers s on s.id = v.supplier_id
     where p.user_id = ? and p.declined_at is null and v.state <> 'cancelled' order by v.created_at desc limit 50`,
  ).all(ctx.actor.userId) as ReturnType<typeof listPeerVisitInvitations>;
}

export function listPeerVisitors({ db }: Pick<Ctx, 'db'>, visitIds: readonly string[]): PeerVisitor[] {
  if (visitIds.length === 0) return [];
  return db
    .select({
      visitId: peerVisitors.visitId,
      userId: peerVisitors.userId,
      forSupplier: peerVisitors.forSupplier,
      agreedAt: peerVisitors.agreedAt,
      declinedAt: peerVisitors.declinedAt,
      grid: peerVisitors.grid,
      signedAt: peerVisitors.signedAt,
      name: users.name,
    })
    .from(peerVisitors)
    .innerJoin(users, eq(users.id, peerVisitors.userId))
    .where(inArray(peerVisitors.visitId, [...visitIds]))
    .all();
}

function findPerson(ctx: Ctx, email: string): { id: string } | undefined {
  return ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.email, email.trim()), ne(users.id, '')))
    .get();
}
