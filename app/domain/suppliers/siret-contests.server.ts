// Establishments that two suppliers, or two organisations, call their own, and RNA numbers that two associations do; and
// requests of organisations for another SIRET. A supplier and an organisation may share one: a business buys too.
import type { Party, PartyKind } from '#app/domain/accounts/invitation.ts';
import { organisationTeam } from '#app/domain/accounts/memberships.server.ts';
import { siretClaimDays } from '#app/domain/accounts/siret-claim.ts';
import {
  endSiretClaim,
  findOpenSiretClaim,
  findSiretClaim,
  lapseSiret,
  listNumberHolders,
  listOpenSiretClaims,
  listUnprovenHolders,
  moveOrganisationNumber,
  openSiretClaim,
  type SiretClaim,
} from '#app/domain/accounts/siret-claims.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { hasRow, listRows, listValues, oneOf, text } from '#db/rows.ts';
import { type GateRefusal, passGate } from './deciding.server.ts';
import { requireImpartial } from './interests.server.ts';
import { findParty } from './invited.server.ts';
import { supplierStates } from './lifecycle.ts';
import { supplierTeam } from './members.server.ts';
import type { Supplier } from './suppliers.server.ts';

/** One party of a contest. `claimId` is null for one that has the SIRET already; `isOpen`: it sells with it now. */
export type SiretClaimant = Party & { claimId: string | null; since: string | null; isOpen: boolean };
export type SiretContest = { kind: PartyKind; number: string; claimants: SiretClaimant[] };

const admitted = ['approved', 'live'] as const;

/** Contests for stewards to decide: each number with two parties of a kind, and each claim of an organisation. */
export function listSiretContests(ctx: Pick<Ctx, 'db'>): SiretContest[] {
  const claims = listOpenSiretClaims(ctx);
  const numbers = claims.map(({ number }) => number);
  const suppliers = listRows(
    ctx.db,
    { id: text, number: text, status: oneOf(supplierStates) },
    `select id, siret as number, status
     from suppliers
     where status in ('approved', 'live', 'suspended') and siret in (select value from json_each(?))`,
    JSON.stringify(numbers),
  );
  const organisations = listNumberHolders(ctx, numbers).flatMap(({ id, siret, rna }) =>
    [siret, rna].flatMap((number) => (number ? [{ id, number }] : [])),
  );
  return [...Map.groupBy(claims, ({ party, number }) => `${party}:${number}`).values()]
    .map((own) => {
      const { party: kind, number } = own[0]!;
      const holders =
        kind === 'supplier'
          ? suppliers.map((one) => ({ ...one, isOpen: admitted.some((state) => state === one.status) }))
          : organisations.map((one) => ({ ...one, isOpen: false }));
      const claimed = new Set(own.map(({ partyId }) => partyId));
      const rest = holders.filter((one) => one.number === number && !claimed.has(one.id));
      return { kind, number, claimants: [...rest.map((one) => holderOf(kind, one)), ...own.map(claimantOf)] };
    })
    .filter(({ kind, claimants }) => kind === 'organisation' || claimants.length > 1);
}

function claimantOf({ id, party, partyId, claimedAt }: SiretClaim): SiretClaimant {
  return { kind: party, id: partyId, claimId: id, since: claimedAt, isOpen: false };
}

function holderOf(kind: PartyKind, { id, isOpen }: { id: string; isOpen: boolean }): SiretClaimant {
  return { kind, id, claimId: null, since: null, isOpen };
}

/** Whether a supplier must wait for a decision on its SIRET, or has lost it. */
export function lacksSiret(ctx: Pick<Ctx, 'db'>, { id, siret }: Pick<Supplier, 'id' | 'siret'>): boolean {
  if (findSiretClaim(ctx, { kind: 'supplier', id })?.state === 'refused') return true;
  const contest = listSiretContests(ctx).find((one) => one.kind === 'supplier' && one.number === siret);
  if (contest) return contest.claimants.some((one) => one.id === id) && contest.claimants.length > 1;
  const sql = `select 1 from suppliers where siret = ? and id <> ? and status in ('approved', 'live')`;
  return hasRow(ctx.db, sql, siret, id);
}

/** After its approval, or at its submission when the claim had lapsed; in the caller's transaction. */
export function keepSiretClaim(ctx: Ctx, { id, siret }: Supplier, step: 'submit' | 'approve'): void {
  const claim = findSiretClaim(ctx, { kind: 'supplier', id });
  if (step === 'approve' && claim?.state === 'open') endSiretClaim(ctx, claim.id, 'granted');
  if (step === 'submit' && claim?.state === 'lapsed' && ctx.actor.kind === 'user')
    openSiretClaim(ctx, { kind: 'supplier', id }, { number: siret, claimedBy: ctx.actor.userId });
}

/**
 * A steward without an interest in any of its parties decides for one claim; the others are refused, and all get a
 * letter. A holder loses its SIRET by the decision of two people only. Refused while another supplier sells with
 * the SIRET: it has to be suspended first, which has its own reason.
 */
export function decideSiretClaim(
  ctx: Ctx,
  claimId: string,
  reason: string,
): Result<object, GateRefusal | { reason: 'not-now' | 'holder-open' }> {
  return inTransaction(ctx, () => {
    const claim = findOpenSiretClaim(ctx, claimId);
    const contest = listSiretContests(ctx).find((one) => one.kind === claim?.party && one.number === claim.number);
    if (!claim || !contest) return refused('not-now');
    const steward = requireImpartial(ctx, 'steward', contest.claimants);
    const others = contest.claimants.filter(({ id }) => id !== claim.partyId);
    if (others.some(({ isOpen }) => isOpen)) return refused('holder-open');
    if (others.some(({ claimId: own }) => own === null)) {
      const facts = { claim: claim.id, reason };
      const gate = passGate(ctx, { verb: 'siret-moved', parties: contest.claimants, sumCents: 0, facts });
      if (!gate.ok) return gate;
    }
    endSiretClaim(ctx, claim.id, 'granted');
    if (claim.party === 'organisation') moveOrganisationNumber(ctx, claim.partyId, claim.number);
    for (const other of others) {
      if (other.claimId) endSiretClaim(ctx, other.claimId, 'refused');
      else openSiretClaim(ctx, other, { number: claim.number, claimedBy: steward, state: 'refused' });
    }
    for (const party of contest.claimants)
      tellDecision(ctx, party, party.id === claim.partyId ? 'granted' : 'refused', reason);
    recordAudit(ctx, `decideSiret:${claim.number}`, claim.partyId);
    return done();
  });
}

function tellDecision(ctx: Ctx, party: Party, decision: 'granted' | 'refused' | 'lapsed', reason: string): void {
  const leads =
    party.kind === 'supplier'
      ? [...supplierTeam(party.id).read(ctx)].filter(([, roles]) => roles.includes('own'))
      : [...organisationTeam(party.id).read(ctx)].filter(([, roles]) => roles.includes('admin'));
  if (!findParty(ctx, party)) return;
  for (const [userId] of leads)
    enqueue(ctx, 'mail', `mail:siret-decided:${party.id}:${ctx.now.getTime()}:${userId}`, {
      template: 'siret-decided',
      userId,
      party: party.kind,
      partyId: party.id,
      decision,
      reason,
    });
}

/**
 * Takes the SIRET of organisations that had it for `siretClaimDays` without proof: no steward granted it, and nothing was
 * paid for it. `listPaying`: those of the given organisations that have a paid order. Their administrators are told, and
 * can claim it again; until then its true owner gets it at once. Returns their number.
 */
export function lapseUnprovenSirets(ctx: Ctx, listPaying: (ids: readonly string[]) => ReadonlySet<string>): number {
  const before = isoUtc(addMinutes(ctx.now, -siretClaimDays * 24 * 60));
  return inTransaction(ctx, () => {
    const holders = listUnprovenHolders(ctx, before);
    const paying = listPaying(holders);
    const lapsed = holders.filter((id) => !paying.has(id));
    for (const id of lapsed) {
      lapseSiret(ctx, id);
      tellDecision(ctx, { kind: 'organisation', id }, 'lapsed', '');
    }
    return lapsed.length;
  });
}

/** Ends open claims older than `siretClaimDays`, except of suppliers that wait for a steward. Returns their number. */
export function lapseSiretClaims(ctx: Ctx): number {
  const before = isoUtc(addMinutes(ctx.now, -siretClaimDays * 24 * 60));
  return inTransaction(ctx, () => {
    const waiting = new Set(listValues(ctx.db, text, `select id from suppliers where status = 'submitted'`));
    const old = listOpenSiretClaims(ctx).filter((one) => one.claimedAt < before && !waiting.has(one.partyId));
    return old.filter(({ id }) => endSiretClaim(ctx, id, 'lapsed')).length;
  });
}
