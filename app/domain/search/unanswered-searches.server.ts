// Owns the counts of searches without an answer. No person is in them: who searched falls into one of 256 cells, by a hash
// under the month's salt, and cells are counted. Two people may share a cell, so that a count is never too high for it.
import { createHash, randomBytes } from 'node:crypto';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { blob, getValue, integer, listRows, nullable, text } from '#db/rows.ts';
import { minPeople, type UnansweredSearch } from './unanswered.ts';

export type UnansweredCounts = {
  /** Notes a search of a person, by whatever tells them apart; `flush` writes it. The same one again costs a hash. */
  count: (search: UnansweredSearch, person: string) => void;
  flush: () => void;
};

/** A subject of a month (YYYY-MM) that enough people searched for; `text`: its words, null of a thing. */
export type UnansweredCount = { month: string; subject: string; text: string | null; people: number };

/** So many searches of people are known as counted. */
const maxKnown = 20_000;
/** A flood of made-up words adds no more subjects to a month. */
const maxSubjects = 5000;

export function openUnansweredCounts(context: () => Ctx): UnansweredCounts {
  const known = new Set<string>();
  let pending: { subject: string; cell: number; text: string | null }[] = [];
  let month = '';
  let salt = Buffer.alloc(0);

  function begin(ctx: Ctx, current: string): void {
    flush();
    known.clear();
    salt = monthSalt(ctx, current);
    month = current;
  }

  function flush(): void {
    if (pending.length === 0) return;
    const [searches, of] = [pending, month];
    pending = [];
    inTransaction(context(), ({ db }) => {
      const found = JSON.stringify(searches);
      preparedSql(
        db,
        `insert into unanswered_people (month, subject, cell)
         select @month, value ->> 'subject', value ->> 'cell'
         from json_each(@found)
         where value ->> 'subject' in (select subject from unanswered_searches where month = @month)
            or (select count(*) from unanswered_searches where month = @month) < @max
         on conflict do nothing`,
      ).run({ month: of, found, max: maxSubjects });
      preparedSql(
        db,
        `insert into unanswered_searches (month, subject, people)
         select month, subject, count(*)
         from unanswered_people
         where month = @month and subject in (select value ->> 'subject' from json_each(@found))
         group by month, subject
         on conflict do update set people = excluded.people`,
      ).run({ month: of, found });
      preparedSql(
        db,
        `update unanswered_searches
         set text = typed.text
         from (select value ->> 'subject' as subject, value ->> 'text' as text from json_each(@found)) as typed
         where month = @month and unanswered_searches.subject = typed.subject
           and people >= @min and unanswered_searches.text is null`,
      ).run({ month: of, found, min: minPeople });
    });
  }

  function count({ subject, text }: UnansweredSearch, person: string): void {
    const ctx = context();
    const current = localDay(ctx.now, ctx.town).slice(0, 7);
    if (current !== month) begin(ctx, current);
    const hash = (...parts: string[]) => createHash('sha256').update(salt).update(parts.join('\n')).digest();
    const kept = text === null ? subject : hash(subject).toString('base64url').slice(0, 16);
    const cell = hash(kept, person)[0]!;
    const key = `${kept} ${cell}`;
    if (known.has(key)) return;
    if (known.size >= maxKnown) known.clear();
    known.add(key);
    pending.push({ subject: kept, cell, text });
  }

  return { count, flush };
}

/** The month's salt; the first search of the month makes it, in whichever process. */
function monthSalt({ db }: Pick<Ctx, 'db'>, month: string): Buffer<ArrayBuffer> {
  preparedSql(db, 'insert into unanswered_salts (month, salt) values (?, ?) on conflict do nothing').run(
    month,
    randomBytes(32),
  );
  return Buffer.from(getValue(db, blob, 'select salt from unanswered_salts where month = ?', month));
}

/** The counts of the months from one on (YYYY-MM) that enough people stand behind: the newest month first, then the largest. */
export function listUnansweredCounts({ db }: Pick<Ctx, 'db'>, since: string): UnansweredCount[] {
  return listRows(
    db,
    { month: text, subject: text, text: nullable(text), people: integer },
    `select month, subject, text, people
     from unanswered_searches
     where month >= ? and people >= ?
     order by month desc, people desc, subject`,
    since,
    minPeople,
  );
}

/** Deletes counts of months before that of `before`, at most `limit`; returns how many. */
export function eraseOldCounts({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    `delete from unanswered_searches
     where (month, subject) in (select month, subject from unanswered_searches where month < ? limit ?)`,
  ).run(monthOf(before), limit).changes;
}

/** The same for counts of too few people, once their month is over. */
export function eraseFewCounts({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    `delete from unanswered_searches
     where (month, subject) in (select month, subject from unanswered_searches where month < ? and people < ? limit ?)`,
  ).run(monthOf(before), minPeople, limit).changes;
}

/** The same for the cells: from then on a month is a number alone. */
export function eraseCountedPeople({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    `delete from unanswered_people
     where (month, subject, cell) in (select month, subject, cell from unanswered_people where month < ? limit ?)`,
  ).run(monthOf(before), limit).changes;
}

/** The same for the salts. */
export function eraseCountSalts({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    'delete from unanswered_salts where month in (select month from unanswered_salts where month < ? limit ?)',
  ).run(monthOf(before), limit).changes;
}

function monthOf(instant: string): string {
  return instant.slice(0, 7);
}
