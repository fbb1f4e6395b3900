// Owns siret_claims: an organisation or a supplier says that an establishment is its own, by its SIRET, or an association
// that a number of the register of associations (RNA) is. A claim tells its claimant nothing about others; where two of
// a kind claim one number, stewards see it and decide.
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, findValue, listRows, listValues, nullable, oneOf, type Row, text } from '#db/rows.ts';
import { type Party, partyKinds } from './invitation.ts';
import { isRna, type SiretClaimState, siretClaimStates } from './siret-claim.ts';

const siretClaim = {
  id: text,
  party: oneOf(partyKinds),
  partyId: text,
  number: text,
  claimedBy: text,
  claimedAt: text,
  state: oneOf(siretClaimStates),
};
export type SiretClaim = Row<typeof siretClaim>;

const columns = 'id, party, party_id as partyId, number, claimed_by as claimedBy, claimed_at as claimedAt, state';

/** Opens the claim of a party, in the caller's transaction; its open one is replaced. `state` for one that is refused at once. */
export function openSiretClaim(
  ctx: Ctx,
  party: Party,
  { number, claimedBy, state = 'open' }: { number: string; claimedBy: string; state?: SiretClaimState },
): void {
  preparedSql(
    ctx.db,
    `update siret_claims set state = 'replaced', ended_at = ? where party = ? and party_id = ? and state = 'open'`,
  ).run(isoUtc(ctx.now), party.kind, party.id);
  preparedSql(
    ctx.db,
    `insert into siret_claims (id, party, party_id, number, claimed_by, claimed_at, state, ended_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    newId('clm'),
    party.kind,
    party.id,
    number,
    claimedBy,
    isoUtc(ctx.now),
    state,
    state === 'open' ? null : isoUtc(ctx.now),
  );
  recordAudit(ctx, `claimSiret:${number}`, party.id);
}

/** All open claims, the oldest first. */
export function listOpenSiretClaims({ db }: Pick<Ctx, 'db'>): SiretClaim[] {
  return listRows(
    db,
    siretClaim,
    `select ${columns}
     from siret_claims
     where state = 'open'
     order by claimed_at`,
  );
}

/** An open claim; undefined when it was decided or ended. */
export function findOpenSiretClaim({ db }: Pick<Ctx, 'db'>, id: string): SiretClaim | undefined {
  return findRow(db, siretClaim, `select ${columns} from siret_claims where id = ? and state = 'open'`, id);
}

/** The latest claim of a party; undefined if it never made one. */
export function findSiretClaim({ db }: Pick<Ctx, 'db'>, { kind, id }: Party): SiretClaim | undefined {
  return findRow(
    db,
    siretClaim,
    `select ${columns}
     from siret_claims
     where party = ? and party_id = ?
     order by claimed_at desc, rowid desc
     limit 1`,
    kind,
    id,
  );
}

/** Ends an open claim, in the caller's transaction. False when it was ended before. */
export function endSiretClaim(ctx: Ctx, id: string, state: SiretClaimState): boolean {
  const ended = preparedSql(
    ctx.db,
    `update siret_claims set state = ?, ended_at = ? where id = ? and state = 'open'`,
  ).run(state, isoUtc(ctx.now), id);
  if (ended.changes > 0) recordAudit(ctx, `siretClaim:${state}`, id);
  return ended.changes > 0;
}

const numberHolder = { id: text, siret: nullable(text), rna: nullable(text) };

/** The organisations that have one of these numbers. */
export function listNumberHolders({ db }: Pick<Ctx, 'db'>, numbers: readonly string[]): Row<typeof numberHolder>[] {
  return listRows(
    db,
    numberHolder,
    `select id, siret, rna
     from organisations
     where siret in (select value from json_each(@numbers)) or rna in (select value from json_each(@numbers))`,
    { numbers: JSON.stringify(numbers) },
  );
}

/** Gives an organisation its number, which no other has afterwards; in the caller's transaction. */
export function moveOrganisationNumber(ctx: Ctx, organisationId: string, number: string): void {
  const column = isRna(number) ? 'rna' : 'siret';
  const holder = findValue(ctx.db, text, `select id from organisations where ${column} = ?`, number);
  if (holder) recordAudit(ctx, `loseSiret:${number}`, holder);
  preparedSql(ctx.db, `update organisations set ${column} = null where ${column} = ?`).run(number);
  preparedSql(ctx.db, `update organisations set ${column} = ? where id = ?`).run(number, organisationId);
  recordAudit(ctx, `changeSiret:${number}`, organisationId);
}

/**
 * Organisations whose SIRET no steward has granted and that were made before a time: a claim that was never proven. An
 * RNA number alone stays: anybody reads in its register whose it is, and there is no form to ask for it again.
 */
export function listUnprovenHolders({ db }: Pick<Ctx, 'db'>, before: string): string[] {
  return listValues(
    db,
    text,
    `select id
     from organisations o
     where siret is not null and created_at < ? and not exists (
       select 1 from siret_claims c
       where c.party = 'organisation' and c.party_id = o.id and c.state in ('granted', 'open'))`,
    before,
  );
}

/** Takes the SIRET of an organisation that never proved it, in the caller's transaction; it can claim it again. */
export function lapseSiret(ctx: Ctx, organisationId: string): void {
  preparedSql(ctx.db, 'update organisations set siret = null where id = ?').run(organisationId);
  recordAudit(ctx, 'lapseSiret', organisationId);
}
