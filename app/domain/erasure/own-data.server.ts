// A person's data as one value, read by the retention table: whatever names the person there is in it, and what is
// added to the table later is too.
import { findPerson, requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { type OwnRows, type RetentionCategory, type RetentionRow, retention } from './retention.ts';

type OwnTable = { table: string; rows: Record<string, unknown>[] };
export type OwnData = {
  format: 'halle-own-data/1';
  madeAt: string;
  town: string;
  person: { id: string; name: string; email: string };
  data: Partial<Record<RetentionCategory, OwnTable[]>>;
};

/** All rows of the signed-in person, by category and table; empty tables are left out, secrets too. */
export function collectOwnData(ctx: Ctx): OwnData {
  const person = findPerson(ctx, requireUserId(ctx));
  invariant(person, 'a signed-in person has an account');
  const { id, name, email } = person;
  const data: OwnData['data'] = {};
  for (const row of retention) {
    if (!row.own) continue;
    const rows = readOwnRows(ctx, row, row.own, { userId: id, email });
    if (rows.length === 0) continue;
    data[row.category] ??= [];
    data[row.category]?.push({ table: row.table, rows });
  }
  return {
    format: 'halle-own-data/1',
    madeAt: isoUtc(ctx.now),
    town: ctx.town.name,
    person: { id, name, email },
    data,
  };
}

type Person = { userId: string; email: string };

/** The names of tables and columns are constants of the retention table, never words from outside. */
function readOwnRows({ db }: Ctx, row: RetentionRow, own: OwnRows, person: Person): Record<string, unknown>[] {
  const statement = db.$client.prepare(`select * from ${row.table} where ${ownCondition(own)}`);
  const rows = statement.all(person) as Record<string, unknown>[];
  return rows.map((found) => readable(found, row.hidden ?? []));
}

function ownCondition({ column, of }: OwnRows): string {
  if (of === 'user') return `${column} = @userId`;
  if (of === 'email') return `${column} = @email`;
  const owner = of === 'evidence' ? 'submitted_by' : 'user_id';
  return `${column} in (select id from ${of} where ${owner} = @userId)`;
}

/** JSON columns as what they hold, bytes as their length, and no secrets. */
function readable(row: Record<string, unknown>, hidden: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name, value]) => !hidden.includes(name) && value !== null)
      .map(([name, value]) => [name, readableValue(value)]),
  );
}

function readableValue(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return `${value.length} bytes`;
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value; // a text that begins like JSON
  }
}
