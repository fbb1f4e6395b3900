import { beforeEach, expect, test, vi } from 'vitest';
import { dismissCase } from '#app/domain/checkout/unallocated-payments.server.ts';
import { appendEntries } from '#app/domain/ledger/log.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { openPaidTown, others, paid, shorten } from '#tests/setup/sales.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import { openTownClock } from './money-clock.server.ts';
import { judgeClock, mayRunJob } from './money-clock.ts';

const noe = 'noe@cooperative-112.example';
const begin = Date.parse('2027-12-01T12:00:00Z');
const dayMs = 864e5;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  return () => void vi.useRealTimers();
});

/** Sets the clock of the machine to so many days after the beginning. */
const setClock = (day: number, ms = 0) => vi.setSystemTime(begin + day * dayMs + ms);
const clockOf = (town: TestTown) => openTownClock(() => ({ ...town.ctx(), actor: { kind: 'system', name: 'clock' } }));
const jumps = (town: TestTown) => listCases(town).filter(({ reason }) => reason === 'clock-jumped');
const confirm = (town: TestTown) => dismissCase(town.ctx(noe), jumps(town)[0]!.id);
const enter = (town: TestTown) =>
  appendEntries(town.ctx(), [
    { kind: 'draw.announced', event: `draw.announced:${Date.now()}`, body: { at: new Date().toISOString() } },
  ]);

const at = (day: number) => begin + day * dayMs;
test.each([
  ['a first start', 0, { ranMs: null, ledgerMs: at(-30), hasRun: false }, 'right'],
  ['the next second', 0, { ranMs: at(0) - 1000, ledgerMs: at(-30), hasRun: true }, 'right'],
  ['two days off', 2, { ranMs: at(0), ledgerMs: null, hasRun: false }, 'right'],
  ['a week off', 7, { ranMs: at(0), ledgerMs: null, hasRun: false }, 'ahead'],
  ['a clock that was set ahead', 7, { ranMs: at(0), ledgerMs: null, hasRun: true }, 'wrong'],
  ['an hour back', 0, { ranMs: at(0.04), ledgerMs: at(0.04), hasRun: true }, 'right'],
  ['three days behind the last run', 0, { ranMs: at(3), ledgerMs: null, hasRun: false }, 'wrong'],
  ['three days behind the ledger', 0, { ranMs: null, ledgerMs: at(3), hasRun: false }, 'wrong'],
])('judges %s', (_, day, seen, verdict) => {
  expect(judgeClock(at(day), seen)).toBe(verdict);
});

test.each([
  [40, 'ahead'],
  [-40, 'back'],
])('a clock that is wrong for ten seconds by %i days moves nothing, and is right again', async (days) => {
  const town = await openTown();
  setClock(0);
  const clock = clockOf(town);
  expect(clock.look().state).toBe('right');
  setClock(days, 1000);
  expect(clock.state()).toBe('wrong'); // before the next look
  for (let second = 1; second <= 10; second++) {
    setClock(days, second * 1000);
    expect(clock.look().state).toBe('wrong');
  }
  expect(jumps(town)).toHaveLength(1);
  setClock(0, 11_000);
  expect([clock.look().state, clock.state(), clock.look().hasStepped]).toEqual(['right', 'right', false]);
  // The steward looks when it is over: that does not make the jump right.
  confirm(town);
  setClock(days, 12_000);
  expect([clock.look().state, jumps(town).length]).toEqual(['wrong', 1]);
  // A process that starts now has not seen the clock being set, and is told.
  expect(clockOf(town).look().state).toBe('wrong');
});

test('a town that slept for a week goes on a day at a time once a steward has confirmed', async () => {
  const town = await openTown();
  setClock(0);
  clockOf(town).look();
  setClock(7);
  const clock = clockOf(town);
  expect([clock.look().state, clock.look().state, jumps(town).length]).toEqual(['ahead', 'ahead', 1]);
  enter(town); // an order was placed: it does not make the date right
  expect([clock.look().state, jumps(town).length]).toEqual(['ahead', 1]);
  setClock(9); // the steward comes two days later
  clock.look();
  expect(confirm(town).ok).toBe(true);
  const first = clock.look();
  expect([first.state, first.hasStepped, first.until.toISOString()]).toEqual([
    'walking',
    true,
    '2027-12-02T23:00:00.000Z',
  ]);
  expect(clock.look().hasStepped).toBe(false); // the same minute
  const days = [];
  for (let minute = 1; minute <= 9; minute++) {
    setClock(9, minute * 60_000);
    const { state, until, hasStepped } = clock.look();
    days.push(`${state} ${hasStepped} ${until.toISOString().slice(0, 10)}`);
  }
  expect(days).toEqual([
    ...[3, 4, 5, 6, 7, 8, 9].map((day) => `walking true 2027-12-0${day}`),
    'right false 2027-12-10',
    'right false 2027-12-10',
  ]);
  expect(jumps(town)).toEqual([]);
});

test('a ledger with entries of a wrong future goes on once a steward has confirmed, and not before', async () => {
  const town = await openTown();
  setClock(40);
  enter(town);
  setClock(0);
  const clock = clockOf(town);
  expect([clock.look().state, jumps(town).length]).toEqual(['wrong', 1]);
  confirm(town);
  expect([clock.look().state, clock.look().state]).toEqual(['right', 'right']);
});

test('a clock that is a little behind dates nothing before the newest entry, and catches up', async () => {
  const town = await openTown();
  setClock(0);
  enter(town);
  const clock = clockOf(town);
  setClock(0, -3_600_000);
  expect(clock.look().state).toBe('right');
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(begin);
  expect(clock.now().getTime()).toBeLessThan(begin + 60_000);
  setClock(0, 60_000);
  clock.look();
  expect(clock.now().getTime()).toBe(begin + 60_000);
});

let serial = 9000;
const issue = ({ db }: TestTown, at: Date) =>
  db.$client
    .prepare(
      `insert into invoices (id, supplier_id, order_id, kind, year, seq, number, occasion, total_cents, content, issued_at)
       select @id, supplier_id, order_id, kind, year, @seq, @id, @id, total_cents, content, @at
       from invoices where kind = 'invoice' limit 1`,
    )
    .run({ at: at.toISOString(), id: `inv_${serial}`, seq: serial++ });

test.each(['look', 'no look yet', 'a new process'])(
  'set back by an hour (%s), no entry, posting or invoice is dated before the last',
  async (when) => {
    const town = await openPaidTown({ feeSeconds: () => -40_000_000 }); // settled before the real time, too
    setClock(0);
    const { ctx } = town;
    const openOwn = () => openTownClock(() => ctx());
    let clock = openOwn();
    town.ctx = (email, now = clock.now()) => ctx(email, now);
    clock.look();
    const { orderId } = await paid(town, { [others(town)[0]!]: 2 });
    // The books and an invoice go on after the newest entry of the ledger.
    setClock(0, 1_800_000);
    clock.look();
    setClock(0, 1_800_500);
    shorten(town, orderId, 1, 1);
    setClock(0, 1_800_900);
    const issuedMs = clock.now().getTime();
    issue(town, new Date(issuedMs));
    setClock(0, 1_800_900 - 3_600_000);
    if (when === 'a new process') clock = openOwn();
    if (when !== 'no look yet') expect(clock.look().state).toBe('right');
    await paid(town, { [others(town)[1]!]: 1 });
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(issuedMs);
    const between = "where at between '2027-12-01T10:00' and '2027-12-01T11:59:59'";
    for (const table of ['ledger_entries', 'book_entries'])
      expect(town.db.$client.prepare(`select * from ${table} ${between}`).all(), table).toEqual([]);
  },
);

test('only what sets nothing in motion runs with a wrong clock', () => {
  expect(
    ['letters', 'outbox', 'scores', 'retention', 'releases'].map((job) => mayRunJob('wrong', job as 'letters')),
  ).toEqual([true, false, false, false, false]);
  expect(mayRunJob('ahead', 'outbox')).toBe(true);
  for (const job of ['retention', 'releases', 'reservations', 'contribution-invoices', 'sessions'] as const)
    expect([job, mayRunJob('ahead', job)]).toEqual([job, false]);
  expect([mayRunJob('walking', 'releases'), mayRunJob('walking', 'retention')]).toEqual([true, false]);
});
