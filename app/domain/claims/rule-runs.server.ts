// How far each version of the claim rules came with the texts that are shown. Owns claim_rule_runs.
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, integer, nullable, oneOf, type Row, text } from '#db/rows.ts';
import { claimRules } from './claim-kinds.ts';
import { judgedPlaces } from './pending-text.ts';

const ruleRun = {
  place: oneOf(judgedPlaces),
  after: text,
  judged: integer,
  waiting: integer,
  startedAt: text,
  endedAt: nullable(text),
};
export type RuleRun = Row<typeof ruleRun>;

/** The run of a version, by default of today's rules; undefined before it began. */
export function findRuleRun({ db }: Pick<Ctx, 'db'>, rules = claimRules): RuleRun | undefined {
  return findRow(
    db,
    ruleRun,
    `select place, after, judged, waiting, started_at as startedAt, ended_at as endedAt
     from claim_rule_runs
     where rules = ?`,
    rules,
  );
}

/** Saves how far the run of today's rules came, in the caller's transaction. */
export function saveRuleRun(
  { db, now }: Ctx,
  run: Pick<RuleRun, 'place' | 'after' | 'judged' | 'waiting'>,
  isOver: boolean,
): void {
  const at = isoUtc(now);
  preparedSql(
    db,
    `insert into claim_rule_runs (rules, place, after, judged, waiting, started_at, ended_at)
     values (?, ?, ?, ?, ?, ?, ?)
     on conflict (rules) do update
     set place = excluded.place, after = excluded.after, judged = excluded.judged, waiting = excluded.waiting,
       ended_at = excluded.ended_at`,
  ).run(claimRules, run.place, run.after, run.judged, run.waiting, at, isOver ? at : null);
}
