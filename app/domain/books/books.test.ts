import { expect, test } from 'vitest';
import type { Ctx } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { testDb } from '#tests/setup/test-db.ts';
import {
  countEntriesOf,
  isPosted,
  listKeys,
  listPostings,
  postEntry,
  referencesSince,
  reverseEntry,
} from './books.server.ts';

type JournalEntry = Parameters<typeof postEntry>[1];
type Posting = JournalEntry['postings'][number];

const books = (): Ctx => ({
  db: testDb(),
  actor: { kind: 'system', name: 'test' },
  now: new Date('2026-11-30T10:00:00Z'),
  locale: 'fr',
  town: demoTown,
});
const line = (account: Posting['account'], side: Posting['side'], amountCents: number, party = ''): Posting => ({
  account,
  party,
  vatBasisPoints: null,
  side,
  amountCents,
});
const payment = (cents: number, key = 'payment:o1', reference = 'o1'): JournalEntry => ({
  key,
  code: 'payment',
  reference,
  postings: [line('provider', 'debit', cents), line('supplier', 'credit', cents, 'sup_1')],
});
const post = (ctx: Ctx, entry: JournalEntry) => inTransaction(ctx, () => postEntry(ctx, entry));
const count = ({ db }: Ctx) => db.$client.prepare('select count(*) from book_entries').pluck().get();

test('postEntry keeps the postings in their order and leaves out those of zero cents', () => {
  const ctx = books();
  const { postings, ...entry } = payment(500);
  post(ctx, { ...entry, postings: [postings[0]!, line('fees', 'debit', 0), postings[1]!] });
  expect(listPostings(ctx, ['o1'])).toMatchObject([
    { key: 'payment:o1', code: 'payment', reference: 'o1', at: '2026-11-30T10:00:00.000Z', ...postings[0] },
    postings[1]!,
  ]);
  expect(listPostings(ctx, ['o2'])).toEqual([]);
});

test('postEntry refuses an entry that does not balance, is empty or stands alone', () => {
  const ctx = books();
  const uneven = { ...payment(500), postings: [line('provider', 'debit', 500), line('supplier', 'credit', 499)] };
  expect(() => post(ctx, uneven)).toThrow('500 is not 499');
  expect(() => post(ctx, payment(0))).toThrow('0 is not 0');
  expect(() => postEntry(ctx, payment(500))).toThrow('in the transaction');
  expect(count(ctx)).toBe(0);
});

test('the same entry twice is one; another entry under its key throws and is rolled back', () => {
  const ctx = books();
  post(ctx, payment(500));
  post(ctx, payment(500));
  expect(count(ctx)).toBe(1);
  const changed = () =>
    inTransaction(ctx, () => {
      postEntry(ctx, payment(900, 'payment:o2', 'o2'));
      postEntry(ctx, payment(501));
    });
  expect(changed).toThrow('stands for something else');
  expect([count(ctx), isPosted(ctx, 'payment:o2')]).toEqual([1, false]);
});

test('reverseEntry posts the opposite once, and only of an entry that exists', () => {
  const ctx = books();
  post(ctx, payment(500));
  for (let i = 0; i < 2; i++) inTransaction(ctx, () => reverseEntry(ctx, 'payment:o1'));
  expect(listPostings(ctx, ['o1']).map(({ code, account, side }) => [code, account, side])).toEqual([
    ['payment', 'provider', 'debit'],
    ['payment', 'supplier', 'credit'],
    ['reversal', 'provider', 'credit'],
    ['reversal', 'supplier', 'debit'],
  ]);
  expect(() => inTransaction(ctx, () => reverseEntry(ctx, 'payment:o9'))).toThrow('no book entry payment:o9');
});

test('entries and postings can be neither changed nor deleted', () => {
  const ctx = books();
  post(ctx, payment(500));
  for (const sql of [
    'update book_entries set reference = 1',
    'delete from book_entries',
    'update book_postings set amount_cents = 1',
    'delete from book_postings',
  ])
    expect(() => ctx.db.$client.exec(sql)).toThrow();
  expect(listPostings(ctx, ['o1'])).toHaveLength(2);
});

test('reads find entries by code, reference, party and time', () => {
  const ctx = books();
  post(ctx, payment(500));
  post({ ...ctx, now: new Date('2026-12-01T10:00:00Z') }, payment(700, 'payment:o2', 'o2'));
  expect(countEntriesOf(ctx, 'payment', 'o1', 'sup_1')).toBe(1);
  expect(countEntriesOf(ctx, 'payment', 'o1', 'sup_2')).toBe(0);
  expect(countEntriesOf(ctx, 'transfer', 'o1', 'sup_1')).toBe(0);
  expect([isPosted(ctx, 'payment:o1'), isPosted(ctx, 'payment:o3')]).toEqual([true, false]);
  expect(listKeys(ctx, 'o2', 'payment')).toEqual(['payment:o2']);
  expect(referencesSince(ctx, '2026-12-01T10:00:00.000Z')).toEqual(new Set(['o2']));
});
