// The gate of what stewards decide: no interest in the parties, and a second person above a sum. Owns the proposals that
// wait for the second person.
import { countRoleHolders, countStewards } from '#app/domain/accounts/roles.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { defaultTwoPeopleAboveCents } from '#app/domain/shared/town.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, findValue, integer, listRows, oneOf, type Row, text } from '#db/rows.ts';
import { type DecisionFacts, decisionVerbs, type GatedDecision, pairVerbs, rulesVerbs } from './decision.ts';
import { requireImpartial } from './interests.server.ts';

/** The decision is kept as a proposal: another impartial person must take it too. */
export type GateRefusal = { reason: 'second-person' };

/**
 * Lets a decision pass, in the transaction of its verb. Above `town.twoPeopleAboveCents` (and for rules and a SIRET that is
 * taken from its holder, where there are two administrators or stewards, and always for `pairVerbs`) the first person's
 * call is kept as a proposal and refused; the same decision with the same facts by
 * another person passes. Throws Forbidden and ConflictOfInterest.
 */
export function passGate(ctx: Ctx, decision: GatedDecision): Result<object, GateRefusal> {
  if (ctx.actor.kind === 'system') return done();
  const role = rulesVerbs.includes(decision.verb) ? 'administrator' : 'steward';
  const userId = requireImpartial(ctx, role, decision.parties);
  if (!needsTwo(ctx, decision)) return done();
  return inTransaction(ctx, () => (confirmProposal(ctx, decision, userId) ? done() : propose(ctx, decision, userId)));
}

function needsTwo(ctx: Ctx, { verb, sumCents }: GatedDecision): boolean {
  if (pairVerbs.includes(verb)) return true;
  if (rulesVerbs.includes(verb)) return countRoleHolders(ctx, 'administrator') > 1;
  if (verb === 'siret-moved') return countStewards(ctx) > 1;
  return sumCents > (ctx.town.twoPeopleAboveCents ?? defaultTwoPeopleAboveCents);
}

/** The person who proposed this decision, while it waits for a second one; undefined if it was not proposed. */
export function findProposer(ctx: Pick<Ctx, 'db'>, { verb, facts }: GatedDecision): string | undefined {
  return findValue(
    ctx.db,
    text,
    `select proposed_by
     from decision_proposals
     where verb = ? and facts = ? and ended_at is null`,
    verb,
    asText(facts),
  );
}

/** True if another person had proposed the same. */
function confirmProposal(ctx: Ctx, decision: GatedDecision, userId: string): boolean {
  const confirmed = preparedSql(
    ctx.db,
    `update decision_proposals
     set ended_by = @userId, ended_at = @at, outcome = 'confirmed'
     where verb = @verb and facts = @facts and ended_at is null and proposed_by <> @userId`,
  ).run({ userId, at: isoUtc(ctx.now), verb: decision.verb, facts: asText(decision.facts) });
  if (confirmed.changes > 0) recordAudit(ctx, `confirmDecision:${decision.verb}`, subjectOf(decision));
  return confirmed.changes > 0;
}

function propose(ctx: Ctx, decision: GatedDecision, userId: string): { ok: false } & GateRefusal {
  preparedSql(
    ctx.db,
    `insert into decision_proposals (id, verb, facts, sum_cents, proposed_by, proposed_at)
     values (?, ?, ?, ?, ?, ?)
     on conflict do nothing`,
  ).run(newId('dec'), decision.verb, asText(decision.facts), decision.sumCents, userId, isoUtc(ctx.now));
  recordAudit(ctx, `proposeDecision:${decision.verb}`, subjectOf(decision));
  return refused('second-person');
}

const subjectOf = ({ parties }: GatedDecision) => parties[0]?.id ?? 'town';

/** Names in one order, so that equal facts are equal texts. */
function asText(facts: DecisionFacts): string {
  return JSON.stringify(Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1))));
}

const proposal = {
  id: text,
  verb: oneOf(decisionVerbs),
  facts: text,
  sumCents: integer,
  proposedBy: text,
  proposedAt: text,
};
export type DecisionProposal = Omit<Row<typeof proposal>, 'facts'> & { facts: DecisionFacts };

const columns = `
  select id, verb, facts, sum_cents as sumCents, proposed_by as proposedBy, proposed_at as proposedAt
  from decision_proposals
  where ended_at is null`;

/** At most 200 decisions that wait for a second person, the earliest first. */
export function listDecisionProposals({ db }: Pick<Ctx, 'db'>): DecisionProposal[] {
  return listRows(db, proposal, `${columns} order by proposed_at limit 200`).map(parsed);
}

export function findDecisionProposal({ db }: Pick<Ctx, 'db'>, id: string): DecisionProposal | undefined {
  const row = findRow(db, proposal, `${columns} and id = ?`, id);
  return row && parsed(row);
}

function parsed(row: Row<typeof proposal>): DecisionProposal {
  return { ...row, facts: JSON.parse(row.facts) as DecisionFacts };
}

/** Ends a proposal without its decision: withdrawn by who proposed it, refused by anybody else. False if it has ended. */
export function endDecisionProposal(ctx: Ctx, id: string): boolean {
  const userId = requireImpartial(ctx, 'steward', []);
  return inTransaction(ctx, () => {
    const ended = preparedSql(
      ctx.db,
      `update decision_proposals
       set ended_by = @userId, ended_at = @at, outcome = iif(proposed_by = @userId, 'withdrawn', 'refused')
       where id = @id and ended_at is null`,
    ).run({ userId, at: isoUtc(ctx.now), id });
    if (ended.changes > 0) recordAudit(ctx, 'endDecisionProposal', id);
    return ended.changes > 0;
  });
}
