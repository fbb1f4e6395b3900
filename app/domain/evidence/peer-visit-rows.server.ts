// Reads of peer visits and their visitors.
import { desc, eq, inArray } from 'drizzle-orm';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { type Supplier, supplierNamesById } from '#app/domain/suppliers/suppliers.server.ts';
import { findValue, integer, listRows, listValues, nullable, oneOf, text } from '#db/rows.ts';
import { peerVisitors, peerVisits } from '#db/schema/evidence.ts';
import { peerVisitStates } from './evidence.ts';

export type PeerVisit = typeof peerVisits.$inferSelect;
export type PeerVisitor = typeof peerVisitors.$inferSelect & { name: string };

export function getPeerVisit({ db }: Pick<Ctx, 'db'>, id: string): PeerVisit {
  const peerVisit = db.select().from(peerVisits).where(eq(peerVisits.id, id)).get();
  if (!peerVisit) throw new NotFound(`visit ${id}`);
  return peerVisit;
}

/** Throws NotFound for a visit that another supplier hosts. */
export function getHostedPeerVisit(ctx: Ctx, supplierId: string, id: string): PeerVisit {
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

const invitation = {
  id: text,
  state: oneOf(peerVisitStates),
  plannedOn: nullable(text),
  supplierId: text,
  answered: integer,
  signed: integer,
};

/** The latest 50 visits that the actor was invited to, without declined and cancelled ones; `host` is a name. */
export function listPeerVisitInvitations(ctx: Ctx) {
  if (ctx.actor.kind !== 'user') return [];
  const rows = listRows(
    ctx.db,
    invitation,
    `select v.id, v.state, v.planned_on as plannedOn, v.supplier_id as supplierId,
       p.agreed_at is not null as answered, p.signed_at is not null as signed
     from peer_visitors p
     join peer_visits v on v.id = p.visit_id
     where p.user_id = ? and p.declined_at is null and v.state <> 'cancelled'
     order by v.created_at desc
     limit 50`,
    ctx.actor.userId,
  );
  const hosts = supplierNamesById(
    ctx,
    rows.map((row) => row.supplierId),
  );
  return rows.map(({ supplierId, ...row }) => ({ ...row, host: hosts.get(supplierId)?.name ?? '' }));
}

export function listPeerVisitors(ctx: Pick<Ctx, 'db'>, visitIds: readonly string[]): PeerVisitor[] {
  if (visitIds.length === 0) return [];
  const visitors = ctx.db
    .select()
    .from(peerVisitors)
    .where(inArray(peerVisitors.visitId, [...visitIds]))
    .all();
  const names = personNames(
    ctx,
    visitors.map((visitor) => visitor.userId),
  );
  return visitors.map((visitor) => ({ ...visitor, name: names.get(visitor.userId) ?? '' }));
}

/**
 * Bars `twice-in-a-row` (host in the same trade, and the visitor's last signed visit was there) and `visited-back`
 * (the host was among the visitors at the visitor's own last signed visit).
 */
export function findVisitBar(ctx: Ctx, visitor: Supplier, host: Supplier): 'twice-in-a-row' | 'visited-back' | null {
  if (visitor.trade === host.trade && findLastVisited(ctx, visitor.id) === host.id) return 'twice-in-a-row';
  return listLastVisitors(ctx, visitor.id).includes(host.id) ? 'visited-back' : null;
}

/** The supplier that people of this one visited last. */
function findLastVisited(ctx: Ctx, visitorId: string): string | undefined {
  return findValue(
    ctx.db,
    text,
    `select v.supplier_id
     from peer_visits v
     join peer_visitors p on p.visit_id = v.id
     where p.for_supplier = ? and v.state = 'signed'
     order by v.signed_at desc
     limit 1`,
    visitorId,
  );
}

/** The suppliers whose people visited this one last; null for the buyer among them. */
function listLastVisitors(ctx: Ctx, hostId: string): (string | null)[] {
  return listValues(
    ctx.db,
    nullable(text),
    `select for_supplier
     from peer_visitors
     where visit_id = (
       select id
       from peer_visits
       where supplier_id = ? and state = 'signed'
       order by signed_at desc
       limit 1)`,
    hostId,
  );
}
