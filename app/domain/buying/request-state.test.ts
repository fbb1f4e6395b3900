// Requests in a small language, read as a table. Hours since the submission, cents; R asks.
// `clause TIER NEED PERSONS from CENTS`, `esc HOURS to PERSONS`, `deleg A>F FROM-UNTIL`, `tol PERMILLE CENTS`,
// `A ok -b` refuses line b, `order a=31000` tries at that price, `@9` is read at hour 9.
import { expect, test } from 'vitest';
import type { RequestEvent, VerdictKind } from './request-fold.ts';
import type { DatedMember, Delegation, RequestClause } from './request-seats.ts';
import { type RequestReading, readRequest } from './request-state.ts';
import type { RequestPrices } from './request-total.ts';

const hour = 3_600_000;

const cases: [name: string, given: string, steps: string, expected: string][] = [
  ['one of two is enough', 'lines a:s:30000; clause 1 any A,B from 0', '1 A ok', 'approved agreed=30000'],
  [
    'approved and then refused before ordering reads refused',
    'lines a:s:30000; clause 1 any A,B from 0',
    '1 A ok; 2 B no',
    'refused at=2',
  ],
  ['all means each', 'lines a:s:30000; clause 1 all A,B from 0', '1 A ok', 'submitted asked=1.1'],
  [
    'the same person twice is one',
    'lines a:s:30000; clause 1 all A,B from 0',
    '1 A ok; 2 A ok; 3 B ok',
    'approved agreed=30000',
  ],
  ['nobody approves their own', 'lines a:s:30000; clause 1 any R,A from 0', '1 R ok', 'submitted asked=1.1'],
  [
    "not as somebody's delegate either",
    'lines a:s:30000; clause 1 any A from 0; deleg A>R 0-50',
    '1 R ok',
    'submitted asked=1.1',
  ],
  [
    'the delegate speaks for A',
    'lines a:s:30000; clause 1 any A from 0; deleg A>F 0-50',
    '10 F ok',
    'approved agreed=30000',
  ],
  [
    'the last day is over: half-open',
    'lines a:s:30000; clause 1 any A from 0; deleg A>F 0-50',
    '50 F ok',
    'submitted asked=1.1',
  ],
  [
    "A and A's delegate are one voice",
    'lines a:s:30000; clause 1 2 A,B from 0; deleg A>F 0-50',
    '1 A ok; 2 F ok',
    'submitted asked=1.1',
  ],
  [
    'one human fills one seat',
    'lines a:s:30000; clause 1 all A,B from 0; deleg A>B 0-50',
    '1 B ok',
    'submitted asked=1.1',
  ],
  [
    'tier 2 was not asked yet when B spoke',
    'lines a:s:60000; clause 1 any A from 0; clause 2 any B from 50000',
    '1 B ok; 2 A ok',
    'submitted asked=2.1',
  ],
  [
    'two tiers in turn',
    'lines a:s:60000; clause 1 any A from 0; clause 2 any B from 50000',
    '1 A ok; 2 B ok',
    'approved agreed=60000',
  ],
  ['not before the time', 'lines a:s:60000; clause 1 any A from 0 esc 24 to C', '23 C ok', 'submitted asked=1.1'],
  [
    'at the hour C may answer',
    'lines a:s:60000; clause 1 any A from 0 esc 24 to C',
    '24 C ok',
    'approved agreed=60000',
  ],
  ['time never approves', 'lines a:s:60000; clause 1 any A from 0 esc 24 to C', '@1000', 'expired at=168'],
  [
    'nobody but the requester could answer: escalated at once',
    'lines a:s:60000; clause 1 any R from 0 esc 24 to C',
    '1 C ok',
    'approved agreed=60000',
  ],
  [
    'a refused line takes the total under the second tier',
    'lines a:s:40000,b:t:20000; clause 1 any A from 0; clause 2 any B from 50000',
    '1 A ok -b',
    'approved agreed=40000',
  ],
  [
    'the delivery goes with its last line',
    'lines a:s:40000,b:t:20000; delivery t:900; clause 1 any A from 0',
    '1 A ok -b; 2 order',
    'ordered at=2 total=40000',
  ],
  ['all lines refused is a refusal', 'lines a:s:40000; clause 1 any A from 0', '1 A ok -a', 'refused at=1'],
  [
    '20 per mille of 400.00 and under 10.00',
    'lines a:s:40000; tol 20 1000; clause 1 any A from 0',
    '1 A ok; 2 order a=40800',
    'ordered at=2 total=40800',
  ],
  [
    'one cent over',
    'lines a:s:40000; tol 20 1000; clause 1 any A from 0',
    '1 A ok; 2 order a=40801',
    'submitted asked=1.1 round=2',
  ],
  [
    'both limits hold: 20 per mille would have allowed it, 10.00 does not',
    'lines a:s:100000; tol 20 1000; clause 1 any A from 0',
    '1 A ok; 2 order a=101001',
    'submitted asked=1.1 round=2',
  ],
  [
    "the difference of 50.00 is A's size",
    'lines a:s:100000; tol 0 0; clause 1 any A from 0; clause 2 any B from 30000; clause 3 any C from 90000',
    '1 A ok; 2 B ok; 3 C ok; 4 order a=105000',
    'submitted asked=1.1 round=2',
  ],
  [
    "B last saw 1,000.00: with A's 150.00 it is 310.00, so creeping is B's",
    'lines a:s:100000; tol 0 0; clause 1 any A from 0; clause 2 any B from 30000; clause 3 any C from 90000',
    '1 A ok; 2 B ok; 3 C ok; 4 order a=115000; 5 A ok; 6 order a=131000',
    'submitted asked=2.1 round=3',
  ],
  [
    'a tier that never saw it is asked, and it alone',
    'lines a:s:45000; tol 0 0; clause 1 any A from 0; clause 2 any B from 50000',
    '1 A ok; 2 order a=52000',
    'submitted asked=2.1 round=2',
  ],
  [
    'the price came back before anybody answered',
    'lines a:s:45000; tol 0 0; clause 1 any A from 0',
    '1 A ok; 2 order a=52000; 3 order a=45000',
    'ordered at=3 total=45000',
  ],
  [
    'cheaper goes on',
    'lines a:s:45000; tol 0 0; clause 1 any A from 0',
    '1 A ok; 2 order a=44000',
    'ordered at=2 total=44000',
  ],
  [
    'one-person organisation: recorded as its own',
    'lines a:s:45000; clause 1 any A from 0; alone',
    '1 R ok',
    'approved agreed=45000 self',
  ],
  [
    'since A joined there are two',
    'lines a:s:45000; clause 1 any A from 0; alone; joins A 5',
    '6 R ok',
    'submitted asked=1.1',
  ],
  ['returned ends it; the new one names it', 'lines a:s:45000; clause 1 any A from 0', '1 A back', 'returned at=1'],
  ['who left has no voice', 'lines a:s:45000; clause 1 any A from 0; leaves A 5', '6 A ok', 'submitted asked=1.1'],
  [
    "only rules of amount weigh a difference; here it is below B's, so the lowest tier",
    'lines a:s:45000; clause 1 any A from always; clause 2 any B from 40000',
    '1 A ok; 2 B ok; 3 order a=46000',
    'submitted asked=1.1 round=2',
  ],
  ['no rule asks: approved as it is sent', 'lines a:s:45000', '@1', 'approved agreed=45000'],
  [
    'an approval does not outlive its request',
    'lines a:s:45000; clause 1 any A from 0',
    '1 A ok; 168 order',
    'expired at=168',
  ],
];

test.each(cases)('%s', (_, given, steps, expected) => {
  const { request, members, delegations } = readGiven(given);
  const { events, now } = readSteps(steps, request.prices);
  const people = { requester: 'R', members, delegations };
  expect(written(readRequest(request, people, events, now))).toBe(expected);
});

function readGiven(given: string) {
  const parts = given.split('; ');
  const lines = wordsOf(parts, 'lines')[0]!
    .split(',')
    .map((line) => line.split(':') as [string, string, string]);
  const deliveries = wordsOf(parts, 'delivery').map((delivery) => delivery.split(':') as [string, string]);
  const [permille = '0', cents = '0'] = wordsOf(parts, 'tol');
  const prices: RequestPrices = {
    lines: lines.map(([id, supplierId, cents]) => ({ id, supplierId, cents: Number(cents) })),
    deliveries: Object.fromEntries(deliveries.map(([supplierId, fee]) => [supplierId, Number(fee)])),
  };
  const clauses = parts.filter((part) => part.startsWith('clause')).map(readClause);
  const tolerance = { permille: Number(permille), cents: Number(cents) };
  return {
    request: { submittedAt: 0, prices, clauses, tolerance },
    members: readMembers(parts),
    ...readDelegation(parts),
  };
}

function readClause(part: string, index: number): RequestClause {
  const [, tier, need, of, from, hours, to] =
    /^clause (\d) (\w+) (\S+) from (\w+)(?: esc (\d+) to (\S+))?$/.exec(part) ?? [];
  return {
    id: `${tier}.${index}`,
    tier: Number(tier),
    from: from === 'always' ? null : Number(from),
    need: need === 'any' || need === 'all' ? need : Number(need),
    of: of!.split(','),
    hours: hours ? Number(hours) : null,
    to: to ? to.split(',') : [],
  };
}

function readMembers(parts: string[]): DatedMember[] {
  const persons = parts.includes('alone') ? ['R'] : ['R', 'A', 'B', 'C', 'F'];
  const [leaver, left] = wordsOf(parts, 'leaves');
  const [joiner, joined] = wordsOf(parts, 'joins');
  const members = persons.map((person) => ({ person, from: 0, until: person === leaver ? Number(left) * hour : null }));
  return joiner ? [...members, { person: joiner, from: Number(joined) * hour, until: null }] : members;
}

function readDelegation(parts: string[]): { delegations: Delegation[] } {
  const [pair, times] = wordsOf(parts, 'deleg');
  if (!pair || !times) return { delegations: [] };
  const [person, toPerson] = pair.split('>') as [string, string];
  const [from, until] = times.split('-').map((time) => Number(time) * hour) as [number, number];
  return { delegations: [{ person, toPerson, from, until }] };
}

function readSteps(steps: string, prices: RequestPrices): { events: RequestEvent[]; now: number } {
  if (steps.startsWith('@')) return { events: [], now: Number(steps.slice(1)) * hour };
  const events = steps.split('; ').map((step): RequestEvent => {
    const [time, who, ...rest] = step.split(' ') as [string, string, ...string[]];
    const at = Number(time) * hour;
    if (who === 'order') return { kind: 'attempt', at, prices: withPrices(prices, rest) };
    const verdict = ({ ok: 'approve', no: 'refuse', back: 'return' } as Record<string, VerdictKind>)[rest[0]!]!;
    return { kind: 'verdict', at, person: who, verdict, lines: rest.slice(1).map((line) => line.slice(1)) };
  });
  return { events, now: events.at(-1)!.at };
}

function withPrices({ lines, deliveries }: RequestPrices, changes: string[]): RequestPrices {
  const prices = new Map(changes.map((change) => change.split('=') as [string, string]));
  return { deliveries, lines: lines.map((line) => ({ ...line, cents: Number(prices.get(line.id) ?? line.cents) })) };
}

function wordsOf(parts: string[], first: string): string[] {
  const part = parts.find((one) => one.startsWith(`${first} `));
  return part ? part.split(' ').slice(1) : [];
}

function written({ state, since, asked, round, agreedCents, totalCents, isSelf }: RequestReading): string {
  const about = {
    submitted: `asked=${asked.map(({ tier }) => `${tier}.1`).join(',')}${round > 1 ? ` round=${round}` : ''}`,
    approved: `agreed=${agreedCents}${isSelf ? ' self' : ''}`,
    ordered: `at=${since / hour} total=${totalCents}`,
  };
  return `${state} ${state in about ? about[state as keyof typeof about] : `at=${since / hour}`}`;
}
