// Owns siret_claims: an organisation or a supplier says that an establishment is its own. A claim tells its claimant
// nothing about others; where two of a kind claim one SIRET, stewards see it and decide.
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, findValue, listRows, nullable, oneOf, type Row, text } from '#db/rows.ts';
import { type Party, partyKinds } from './invitation.ts';
import { type SiretClaimState, siretClaimStates } from './siret-claim.ts';

const siretClaim = {
  id: text,
  party: oneOf(partyKinds),
  partyId: text,
  siret: text,
  claimedBy: text,
  claimedAt: text,
  state: oneOf(siretClaimStates),
};
export type SiretClaim = Row<typeof siretClaim>;

const columns = 'id, party, party_id as partyId, siret, claimed_by as claimedBy, claimed_at as claimedAt, state';

/** Opens the claim of a party, in the caller's transaction; its open one is replaced. `state` for one that is refused at once. */
export function openSiretClaim(
  ctx: Ctx,
  party: Party,
  { siret, claimedBy, state = 'open' }: { siret: string; claimedBy: string; state?: SiretClaimState },
): void {
  preparedSql(
    ctx.db,
    `update siret_claims set state = 'replaced', ended_at = ? where party = ? and party_id = ? and state = 'open'`,
  ).run(isoUtc(ctx.now), party.kind, party.id);
  preparedSql(
    ctx.db,
    `insert into siret_claims (id, party, party_id, siret, claimed_by, claimed_at, state, ended_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    newId('clm'),
    party.kind,
    party.id,
    siret,
    claimedBy,
    isoUtc(ctx.now),
    state,
    state === 'open' ? null : isoUtc(ctx.now),
  );
  recordAudit(ctx, `claimSiret:${siret}`, party.id);
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

const siretHolder = { id: text, siret: nullable(text), name: text };

/** The organisations that have one of these SIRETs. */
export function listSiretOrganisations({ db }: Pick<Ctx, 'db'>, sirets: readonly string[]): Row<typeof siretHolder>[] {
  return listRows(
    db,
    siretHolder,
    'select id, siret, name from organisations where siret in (select value from json_each(?))',
    JSON.stringify(sirets),
  );
}

/** Gives an organisation its SIRET, which no other has afterwards; in the caller's transaction. */
export function moveOrganisationSiret(ctx: Ctx, organisationId: string, siret: string): void {
  const holder = findValue(ctx.db, text, 'select id from organisations where siret = ?', siret);
  if (holder) recordAudit(ctx, `loseSiret:${siret}`, holder);
  preparedSql(ctx.db, 'update organisations set siret = null where siret = ?').run(siret);
  preparedSql(ctx.db, 'update organisations set siret = ? where id = ?').run(siret, organisationId);
  recordAudit(ctx, `changeSiret:${siret}`, organisationId);
}
