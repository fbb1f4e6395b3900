// Makes a town of many orders out of a seeded one, for the measures of growth: copies of its closed orders, with all that
// hangs on them, spread over two years. The log is appended to by its own verb; the other rows are copied, because
// replaying ten thousand orders takes an hour.
import { appendEntries, type EntryDraft, type LedgerCtx, privateCommitment } from '#app/domain/ledger/log.server.ts';
import { nextPromiseNumber, promiseEntries } from '#app/domain/ledger/promises.server.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { packByDictionary, unpackText } from '#db/packed.ts';

type Value = string | number | bigint | Buffer | null;
type Row = Record<string, Value>;
type Source = { id: string; number: string; paidAt: string; rows: Map<string, Row[]> };
type Copy = { source: Source; serial: number; days: number };

const spanDays = 730;
const dayMs = 864e5;

/** Tables of an order, in the order of their references, and how its rows are found. */
const tables: Record<string, string> = {
  orders: 'id = @id',
  order_parts: 'order_id = @id',
  order_lines: 'order_id = @id',
  hand_overs: 'order_id = @id',
  invoices: 'order_id = @id',
  payment_sessions: 'reference = @id',
  payment_transfers: 'reference = @id',
  book_entries: 'reference = @id',
  audit: `subject in (select @id union select @id || ':' || supplier_id from order_parts where order_id = @id)`,
  outbox: `id in (
      select o.id
      from (
        select @id as word
        union select id from hand_overs where order_id = @id
        union select id from invoices where order_id = @id
        union select id from payment_transfers where reference = @id
      ) w
      join outbox o on o.key between o.kind || ':' || w.word and o.kind || ':' || w.word || '~'
        or (o.kind = 'mail' and o.payload ->> '$.orderId' = w.word)
    )`,
};

/** Copies closed orders until there are `wanted`. Returns how many there are. */
export function multiplyOrders(ctx: LedgerCtx, wanted: number): number {
  const count = ctx.db.$client.prepare('select count(*) from orders').pluck().get() as number;
  const sources = listSources(ctx);
  const rounds = Math.ceil((wanted - count) / sources.length);
  const copies = Array.from({ length: Math.max(0, wanted - count) }, (_, serial): Copy => {
    const source = sources[serial % sources.length]!;
    const age = (ctx.now.getTime() - Date.parse(source.paidAt)) / dayMs;
    const round = Math.floor(serial / sources.length);
    return { source, serial: serial + 1, days: Math.floor(((round + 0.5) / rounds) * (spanDays - age)) };
  });
  const paid = ({ source, days }: Copy) => Date.parse(source.paidAt) - days * dayMs;
  copies.sort((a, b) => paid(a) - paid(b));
  for (let from = 0; from < copies.length; from += 500)
    inTransaction(ctx, () => {
      for (const copy of copies.slice(from, from + 500)) copyOrder(ctx, copy);
    });
  return count + copies.length;
}

/** Paid orders of which every part was handed over, with their rows. */
function listSources({ db }: LedgerCtx): Source[] {
  const orders = db.$client
    .prepare(
      `select id, number, paid_at as paidAt
       from orders o
       where state = 'paid' and not exists (
         select 1 from order_parts p where p.order_id = o.id and (p.state <> 'handed-over' or p.released_at is null)
       )
       order by paid_at`,
    )
    .all() as Omit<Source, 'rows'>[];
  const statements = Object.entries(tables).map(
    ([table, where]) => [table, db.$client.prepare(`select * from ${table} where ${where}`)] as const,
  );
  return orders.map((order) => ({
    ...order,
    rows: new Map(statements.map(([table, statement]) => [table, statement.all({ id: order.id }) as Row[]])),
  }));
}

function copyOrder(ctx: LedgerCtx, copy: Copy): void {
  const { rows } = copy.source;
  for (const [table, own] of rows) {
    for (const row of own) {
      const copied = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, copyValue(copy, value)]));
      if (table === 'invoices') renumber(ctx, copy, copied);
      const { id, ...rest } = copied;
      const added = insert(ctx, table, typeof id === 'number' ? rest : copied);
      if (table === 'book_entries') copyPostings(ctx, row.id as number, added);
    }
  }
  copyEntries(ctx, copy);
}

function copyPostings(ctx: LedgerCtx, from: number, to: number): void {
  preparedSql(
    ctx.db,
    `insert into book_postings (entry_id, n, account, party, vat_basis_points, side, amount_cents)
     select ?, n, account, party, vat_basis_points, side, amount_cents from book_postings where entry_id = ?`,
  ).run(to, from);
}

function insert({ db }: LedgerCtx, table: string, row: Row): number {
  const names = Object.keys(row);
  const sql = `insert into ${table} (${names.join(', ')}) values (${names.map((name) => `@${name}`).join(', ')})`;
  return Number(preparedSql(db, sql).run(row).lastInsertRowid);
}

/** The next of the seller's series of that year. */
function renumber({ db }: LedgerCtx, copy: Copy, invoice: Row): void {
  const year = Number(String(invoice.issued_at).slice(0, 4));
  const { seq } = preparedSql(
    db,
    'select coalesce(max(seq), 0) + 1 as seq from invoices where supplier_id = ? and year = ?',
  ).get(invoice.supplier_id, year) as { seq: number };
  const number = String(invoice.number).replace(/-\d+-\d+$/, `-${year}-${String(seq).padStart(5, '0')}`);
  const content = copyText(copy, unpackText(invoice.content as Buffer));
  Object.assign(invoice, { year, seq, number, content: packByDictionary('invoice', content) });
}

/** The entries of the order's lines at payment, appended and promised as those of a new order. */
function copyEntries(ctx: LedgerCtx, copy: Copy): void {
  const { source } = copy;
  const entries = preparedSql(
    ctx.db,
    `select unpacked(l.bytes, l.event, l.at) as body, unpacked(f.canonical) as figures, unpacked(p.canonical) as secret
     from ledger_entries l
     left join ledger_figures f on f.idx = l.idx
     left join ledger_private p on p.event = l.event
     where l.reference = ? and l.event glob '*:paid'
     order by l.idx`,
  ).all(source.id) as { body: string; figures: string | null; secret: string | null }[];
  const now = new Date(Date.parse(source.paidAt) - copy.days * dayMs);
  const then = { ...ctx, now };
  let buyer = '';
  const drafts = entries.map(({ body, figures, secret }): EntryDraft => {
    const { event, kind, figures_commit: _, ...rest } = JSON.parse(copyText(copy, body));
    if (secret !== null) {
      const names = JSON.parse(secret);
      buyer = names.buyer;
      const order_of_buyer = nextPromiseNumber(then, buyer);
      rest.private_commit = privateCommitment(then, event, { ...names, order_of_buyer });
    }
    return { kind, event, body: rest, ...(figures === null ? {} : { figures: JSON.parse(figures) }) };
  });
  const indexes = appendEntries(then, drafts);
  promiseEntries(then, { order: copyText(copy, source.id), buyer }, indexes);
}

function copyValue(copy: Copy, value: Value): Value {
  if (typeof value !== 'string') return value;
  return /^\d{4}-\d\d-\d\d$/.test(value) && value > '2026-01-02' ? shiftDay(copy, value) : copyText(copy, value);
}

const ids = /(ord|hov|inv|trf)_([0-9A-Z]{8})[0-9A-Z]{8}/g;
const times = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/g;
const days = /("(?:paidOn|dueOn|deliveredOn|issuedOn)":")(\d{4}-\d\d-\d\d)/g;

/** Ids end with the copy's serial, times are as many days earlier. */
function copyText(copy: Copy, text: string): string {
  const serial = crockford(copy.serial, 8);
  return text
    .replaceAll(ids, (_, kind, head) => `${kind}_${head}${serial}`)
    .replaceAll(copy.source.number, `${crockford(copy.serial, 6).slice(0, 3)}-${crockford(copy.serial, 6).slice(3)}`)
    .replaceAll(times, (time) => shiftTime(copy, time))
    .replaceAll(days, (_, key, day) => `${key}${shiftDay(copy, day)}`);
}

function shiftTime({ days }: Copy, time: string): string {
  return new Date(Date.parse(`${time}Z`) - days * dayMs).toISOString().slice(0, 19);
}

function shiftDay(copy: Copy, day: string): string {
  return shiftTime(copy, `${day}T00:00:00`).slice(0, 10);
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function crockford(value: number, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) text = alphabet[rest % 32] + text;
  return text;
}
