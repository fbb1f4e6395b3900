// The signed decisions about one object, for its page.
import type { Ctx } from '#app/domain/shared/context.ts';
import { jsonOf, listRows, nullable, oneOf, type Row, text } from '#db/rows.ts';
import { entryTextSql } from './entry-text.ts';
import { decisionEffects, signingMethods } from './signed-decision.ts';

const person = jsonOf('a person', (value): value is { person: string } => typeof value === 'object' && value !== null);
const shape = {
  at: text,
  verb: text,
  outcome: text,
  method: oneOf(signingMethods),
  effect: nullable(oneOf(decisionEffects)),
  secrets: nullable(person),
};
export type DecisionEntry = Row<typeof shape>;

/** Oldest first. `secrets` is null once what opens the entry was erased. */
export function listDecisionEntries({ db }: Pick<Ctx, 'db'>, object: string): DecisionEntry[] {
  return listRows(
    db,
    shape,
    `select l.at, ${entryTextSql} ->> '$.decision.verb' as verb, ${entryTextSql} ->> '$.decision.outcome' as outcome,
            ${entryTextSql} ->> '$.method' as method, ${entryTextSql} ->> '$.effect' as effect,
            unpacked(p.canonical) as secrets
     from ledger_entries l
     left join ledger_private p on p.event = l.event
     where l.reference = ? and l.kind = 'decision.signed'
     order by l.idx`,
    object,
  );
}
