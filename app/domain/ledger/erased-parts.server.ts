// Private parts that were deleted: each deletion is an entry with its reason, counted in public, so that one without an
// entry can be told from a person's right.
import type { Ctx } from '#app/domain/shared/context.ts';
import { isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { preparedSql } from '#db/client.ts';
import { integer, listRows, listValues, nullable, oneOf, text } from '#db/rows.ts';
import { entryTextSql } from './entry-text.ts';
import { appendEntries, type LedgerCtx, privateCommitment } from './log.server.ts';
import type { OutsideFault } from './outside.ts';

/** `person` and `organisation` asked to be forgotten; `term` is the end of a legal term. */
const erasureReasons = ['person', 'organisation', 'term'] as const;
export type ErasureReason = (typeof erasureReasons)[number];

/**
 * Deletes the private data that entries of some references commit to. Their leaves, figures and proofs stay valid,
 * but whom they concern can no longer be opened. Returns the indexes of the entries.
 */
export function erasePrivateSalts({ db }: Pick<Ctx, 'db'>, references: readonly string[]): number[] {
  const concerned = `from ledger_entries where reference in (select value from json_each(?))`;
  return erase(db, concerned, JSON.stringify(references));
}

/** Deletes whatever opens the decisions of a person: the entries stay, and say no longer whose they are. */
export function eraseDecisionSecrets({ db }: Pick<Ctx, 'db'>, userId: string): number[] {
  preparedSql(db, 'delete from ledger_pending_decisions where user_id = ?').run(userId);
  const concerned = `from ledger_private where event glob '*:decision:*' and unpacked(canonical) ->> '$.person' = ?`;
  return erase(db, concerned, userId);
}

function erase(db: Ctx['db'], concerned: string, ...params: unknown[]): number[] {
  const indexes = listValues(
    db,
    integer,
    `select l.idx
     from ledger_private p
     join ledger_entries l on l.event = p.event
     where p.event in (select event ${concerned})
     order by l.idx`,
    ...params,
  );
  preparedSql(db, `delete from ledger_private where event in (select event ${concerned})`).run(...params);
  return indexes;
}

/** Enters that the private parts of these entries were deleted, in the transaction that does it; nothing for none. */
export function enterErasure(ctx: LedgerCtx, reason: ErasureReason, indexes: readonly number[]): void {
  if (indexes.length === 0) return;
  const event = `${newId('ers')}:erased`;
  appendEntries(ctx, [
    {
      kind: 'private.erased',
      event,
      body: {
        v: 1,
        at: `${isoUtc(ctx.now).slice(0, 19)}Z`,
        reason,
        entries: indexes.length,
        private_commit: privateCommitment(ctx, event, { entries: [...indexes] }),
      },
    },
  ]);
}

/** How many entries can no longer be opened, by reason. */
export function countErased({ db }: Pick<Ctx, 'db'>): { reason: ErasureReason; entries: number }[] {
  return listRows(
    db,
    { reason: oneOf(erasureReasons), entries: integer },
    `select ${entryTextSql} ->> '$.reason' as reason, sum(${entryTextSql} ->> '$.entries') as entries
     from ledger_entries l
     where kind = 'private.erased'
     group by 1
     order by 1`,
  );
}

/** Entries whose private part is gone without an entry that says so; `missing` are the indexes without one. */
export function checkErasures({ db }: Pick<Ctx, 'db'>, missing: readonly number[]): OutsideFault[] {
  const erasures = listRows(
    db,
    { index: integer, entries: integer, opened: nullable(text) },
    `select l.idx as "index", ${entryTextSql} ->> '$.entries' as entries, unpacked(p.canonical) as opened
     from ledger_entries l
     left join ledger_private p on p.event = l.event
     where l.kind = 'private.erased'`,
  );
  const gone = new Set(missing);
  const erased = new Set<number>();
  const faults: OutsideFault[] = [];
  for (const { index, entries, opened } of erasures) {
    const listed = opened === null ? [] : (JSON.parse(opened) as { entries: number[] }).entries;
    if (opened !== null && listed.length !== entries)
      faults.push({ index, reason: `it counts ${entries} erased entries and lists ${listed.length}` });
    for (const one of listed) {
      erased.add(one);
      if (!gone.has(one)) faults.push({ index: one, reason: `entry ${index} says that its private part was erased` });
    }
  }
  const unsaid = missing.filter((index) => !erased.has(index));
  return [
    ...faults,
    ...unsaid.map((index) => ({ index, reason: 'its private part was deleted, and no entry says so' })),
  ];
}
