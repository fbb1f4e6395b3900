import { expect, test } from 'vitest';
import { generator } from '#tests/setup/generator.ts';
import { repetitions, seed } from '#tests/setup/repetitions.ts';
import { readRequestAgain } from '#tests/setup/second-request-reading.ts';
import type { RequestEvent, SubmittedRequest } from './request-fold.ts';
import type { RequestClause, RequestPeople } from './request-seats.ts';
import { readRequest } from './request-state.ts';
import type { RequestPrices } from './request-total.ts';

const hour = 3_600_000;
const histories = repetitions('REQUESTS', 200, 10_000);
const persons = ['R', 'A', 'B', 'C', 'D', 'E'];
type History = { request: SubmittedRequest; people: RequestPeople; events: RequestEvent[]; now: number };

test(`reads ${histories} random requests as a second reading does (SEED=${seed})`, () => {
  const states = new Map<string, number>();
  for (let i = 0; i < histories; i++) {
    const { request, people, events, now } = history(generator(seed * 100_003 + i));
    const { state, since, round, totalCents } = readRequest(request, people, events, now);
    const about = `history ${i}: ${JSON.stringify({ request, people, events, now })}`;
    expect({ state, since, round, cents: totalCents }, about).toEqual(readRequestAgain(request, people, events, now));
    states.set(state, (states.get(state) ?? 0) + 1);
    if (round > 1) states.set('again', (states.get('again') ?? 0) + 1);
  }
  expect([...states.keys()].sort()).toEqual(
    expect.arrayContaining(['again', 'approved', 'expired', 'ordered', 'refused', 'returned', 'submitted']),
  );
});

test(`never counts what a requester says to their own request (SEED=${seed})`, () => {
  for (let i = 0; i < histories; i++) {
    const { request, people, events, now } = history(generator(seed * 100_003 + i));
    if (people.members.every(({ person }) => person === 'R')) continue;
    const others = people.members.filter(({ person }) => person !== 'R');
    const accompanied = { ...people, members: [...others, { person: 'Z', from: 0, until: null }, ...own] };
    const without = events.filter((event) => event.kind !== 'verdict' || event.person !== 'R');
    expect(readRequest(request, accompanied, events, now)).toEqual(readRequest(request, accompanied, without, now));
  }
});

test(`never approves by the passing of time (SEED=${seed})`, () => {
  for (let i = 0; i < histories; i++) {
    const { request, people, events, now } = history(generator(seed * 100_003 + i));
    const before = readRequest(request, people, events, now).state;
    for (const hours of [1, 30, 100, 1000]) {
      const { state } = readRequest(request, people, events, now + hours * hour);
      expect([before, 'expired']).toContain(state);
    }
  }
});

const own = [{ person: 'R', from: 0, until: null }];

/** Six persons, three tiers, delegates, escalation, refused lines, people who join and leave, prices that creep. */
function history(random: (below: number) => number): History {
  const pick = <T>(from: readonly T[]): T => from[random(from.length)]!;
  const some = (count: number) => Array.from({ length: 1 + random(count) }, () => pick(persons));
  const clauses = Array.from(
    { length: random(5) },
    (_, i): RequestClause => ({
      ...{ id: `c${i}`, tier: 1 + random(3), from: pick([null, 0, 0, 20_000, 50_000, 90_000]), of: some(3) },
      ...{ need: pick(['any', 'any', 'all', 1, 2]), hours: pick([null, 12, 24]), to: random(2) ? some(2) : [] },
    }),
  );
  const lines = ['a', 'b', 'c'].slice(0, 1 + random(3)).map((id) => ({
    ...{ id, supplierId: pick(['s', 't']), cents: 1000 * (5 + random(60)) },
  }));
  const prices: RequestPrices = { lines, deliveries: random(2) ? { s: 600, t: 900 } : {} };
  const tolerance = pick([
    { permille: 0, cents: 0 },
    { permille: 20, cents: 1000 },
  ]);
  const request = { submittedAt: 0, prices, clauses, tolerance };
  const isAlone = random(12) === 0;
  const members = persons
    .filter((person) => person === 'R' || !(isAlone || random(8) === 0))
    .map((person) => ({
      person,
      from: person === 'R' || random(6) ? 0 : random(60) * hour,
      until: person === 'R' || random(6) ? null : random(100) * hour,
    }));
  const delegations = Array.from({ length: random(3) }, () => {
    const from = random(40) * hour;
    return { person: pick(persons), toPerson: pick(persons), from, until: from + random(60) * hour };
  });
  const people = { requester: 'R', members, delegations };
  const events: RequestEvent[] = [];
  let [at, rise] = [0, 1000];
  for (let i = random(14); i > 0; i--) {
    at += random(12) ? random(14) * hour : random(150) * hour;
    const { waitingFor } = readRequest(request, people, events, at);
    const what = random(12);
    if (what < 3) {
      rise += pick([0, 5, 50, 150, 400, -300]);
      const dearer = lines.map((line) => ({ ...line, cents: Math.floor((line.cents * rise) / 1000) }));
      events.push({ kind: 'attempt', at, prices: { ...prices, lines: dearer } });
    } else if (what === 3) events.push({ kind: random(4) ? 'unpaid' : 'withdrawn', at });
    else {
      const person = waitingFor.length > 0 && random(4) ? pick(waitingFor) : pick(persons);
      const verdict = random(9) ? 'approve' : pick(['refuse', 'return'] as const);
      const refused = random(4) ? [] : [pick(lines).id];
      events.push({ kind: 'verdict', at, person, verdict, lines: refused });
    }
  }
  return { request, people, events, now: at + random(30) * hour };
}
