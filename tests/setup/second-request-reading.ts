// A second reading of a purchase request, for tests: it asks each question of the whole history again, and tries every
// seating. It shares no step with the first one.
import type { RequestEvent, RequestState, SubmittedRequest } from '#app/domain/buying/request-fold.ts';
import type { RequestClause, RequestPeople } from '#app/domain/buying/request-seats.ts';
import type { RequestPrices } from '#app/domain/buying/request-total.ts';

const hour = 3_600_000;
const life = 168 * hour;

type Round = { at: number; start: number; end: number; prices: RequestPrices; clauses: readonly RequestClause[] };
type Approval = { prices: RequestPrices; top: number; total: number };
type Status = {
  state: RequestState;
  since: number;
  prices: RequestPrices;
  refused: readonly string[];
  rounds: readonly Round[];
  approvals: readonly Approval[];
};

/** The state, round, total and asked clauses after all events until `now`. */
export function readRequestAgain(
  request: SubmittedRequest,
  people: RequestPeople,
  events: readonly RequestEvent[],
  now: number,
) {
  const known = new Map<number, Status>();
  const present = (person: string, at: number) =>
    people.members.some((one) => one.person === person && at >= one.from && at < (one.until ?? Infinity));
  const alone = (at: number) =>
    present(people.requester, at) &&
    people.members.every(({ person }) => person === people.requester || !present(person, at));
  const chairs = ({ of }: RequestClause, at: number) =>
    of.filter((person, i) => of.indexOf(person) === i && person !== people.requester && present(person, at));
  const total = ({ lines, deliveries }: RequestPrices, refused: readonly string[]) => {
    let cents = 0;
    const paid: string[] = [];
    for (const { id, supplierId, cents: price } of lines) {
      if (refused.includes(id)) continue;
      cents += price + (paid.includes(supplierId) ? 0 : (deliveries[supplierId] ?? 0));
      paid.push(supplierId);
    }
    return cents;
  };
  const applies = ({ from }: RequestClause, cents: number) => from === null || from <= cents;
  const inRound = (round: Round, n: number) =>
    round.clauses.filter((one) => applies(one, total(round.prices, after(n).refused)));

  const speaks = (clause: RequestClause, n: number): { chairs: string[]; any: boolean } | null => {
    const event = events[n]!;
    if (event.kind !== 'verdict' || event.person === people.requester || !present(event.person, event.at)) return null;
    const since = reached(clause, n);
    if (since === null) return null;
    const free = chairs(clause, event.at);
    const own = free.filter((chair) =>
      chair === event.person
        ? true
        : people.delegations.some(
            ({ person, toPerson, from, until }) =>
              person === chair && toPerson === event.person && from <= event.at && event.at < until,
          ),
    );
    const late = clause.hours !== null && event.at - since >= clause.hours * hour;
    const any = clause.to.includes(event.person) && (late || free.length === 0);
    return own.length > 0 || any ? { chairs: own, any } : null;
  };

  /** Tries every seating of those who approved in a round before event `n`. */
  const filled = (clause: RequestClause, round: Round, n: number, at: number) => {
    const free = chairs(clause, at);
    const wanted = clause.need === 'all' ? Math.max(free.length, 1) : clause.need === 'any' ? 1 : clause.need;
    while (free.length < wanted) free.push(`empty ${free.length}`);
    const approvers = new Map<string, { chairs: string[]; any: boolean }>();
    for (let i = round.start; i < Math.min(n, round.end); i++) {
      const event = events[i]!;
      const voice = event.kind === 'verdict' && event.verdict === 'approve' && speaks(clause, i);
      if (event.kind !== 'verdict' || !voice || after(i).state !== 'submitted') continue;
      const before = approvers.get(event.person) ?? { chairs: [], any: false };
      approvers.set(event.person, { chairs: [...before.chairs, ...voice.chairs], any: before.any || voice.any });
    }
    const seat = (left: { chairs: string[]; any: boolean }[], taken: readonly string[]): number => {
      const [voice, ...others] = left;
      if (!voice) return taken.length;
      const tries = free.filter((chair) => !taken.includes(chair) && (voice.any || voice.chairs.includes(chair)));
      return Math.max(seat(others, taken), ...tries.map((chair) => seat(others, [...taken, chair])));
    };
    return seat([...approvers.values()], []) >= wanted;
  };

  /** Since when the tier of a clause was reached, before event `n`: in the last round that asked it. */
  const reached = (clause: RequestClause, n: number): number | null => {
    const round = after(n).rounds.findLast(({ clauses }) => clauses.includes(clause));
    if (!round) return null;
    for (let i = round.start; i <= Math.min(n, round.end); i++) {
      const at = i === round.start ? round.at : events[i - 1]!.at;
      const counted = i === round.start || counts(i - 1);
      const asked = inRound(round, i);
      if (!counted || !asked.includes(clause)) continue;
      if (asked.every((one) => one.tier >= clause.tier || filled(one, round, i, at))) return at;
    }
    return null;
  };

  const counts = (n: number) => {
    const event = events[n]!;
    if (event.kind !== 'verdict') return false;
    if (event.person === people.requester) return event.verdict === 'approve' && alone(event.at);
    return request.clauses.some((clause) => speaks(clause, n) !== null);
  };

  const asRound = (
    status: Status,
    at: number,
    start: number,
    prices: RequestPrices,
    clauses: RequestClause[],
  ): Status => {
    const round = { at, start, end: Infinity, prices, clauses };
    const rounds = [...status.rounds, round];
    if (clauses.length > 0) return { ...status, state: 'submitted', since: at, prices, rounds };
    return asApproved({ ...status, prices, rounds }, at, start, -Infinity);
  };

  const asApproved = (status: Status, at: number, end: number, top: number): Status => {
    const rounds = status.rounds.map((round, i) => (i === status.rounds.length - 1 ? { ...round, end } : round));
    const approval = { prices: status.prices, top, total: total(status.prices, status.refused) };
    return { ...status, state: 'approved', since: at, rounds, approvals: [...status.approvals, approval] };
  };

  const expired = (status: Status, at: number): Status => {
    const end = status.rounds.at(-1)!.at + life;
    const lives = status.state !== 'submitted' && status.state !== 'approved';
    return lives || at < end ? status : { ...status, state: 'expired', since: end };
  };

  /** The status after the first `n` events. */
  const after = (n: number): Status => {
    const seen = known.get(n);
    if (seen) return seen;
    const status = n === 0 ? begun() : following(n);
    known.set(n, status);
    return status;
  };

  const begun = () => {
    const { prices, submittedAt } = request;
    const empty: Status = { state: 'submitted', since: 0, prices, refused: [], rounds: [], approvals: [] };
    const asked = request.clauses.filter((clause) => applies(clause, total(prices, [])));
    return asRound(empty, submittedAt, 0, prices, asked);
  };

  const following = (n: number): Status => {
    const event = events[n - 1]!;
    const status = expired(after(n - 1), event.at);
    if (event.kind === 'unpaid')
      return status.state === 'ordered' ? { ...status, state: 'approved', since: event.at } : status;
    if (status.state !== 'submitted' && status.state !== 'approved') return status;
    if (event.kind === 'withdrawn') return { ...status, state: 'withdrawn', since: event.at };
    if (event.kind === 'attempt') return attempted(status, event, n);
    return counts(n - 1) ? judged(status, event, n) : status;
  };

  const judged = (status: Status, event: Extract<RequestEvent, { kind: 'verdict' }>, n: number): Status => {
    const since = event.at;
    if (event.verdict === 'refuse') return { ...status, state: 'refused', since };
    if (event.verdict === 'return') return { ...status, state: 'returned', since };
    const next = { ...status, refused: [...status.refused, ...event.lines] };
    if (next.prices.lines.every(({ id }) => next.refused.includes(id))) return { ...next, state: 'refused', since };
    if (status.state === 'approved') return next;
    known.set(n, next); // the questions below are of this status
    const round = next.rounds.at(-1)!;
    const asked = round.clauses.filter((clause) => applies(clause, total(next.prices, next.refused)));
    const top = Math.max(...asked.map(({ tier }) => tier));
    const isOwn = event.person === people.requester;
    const done = isOwn || asked.every((clause) => filled(clause, round, n, since));
    known.delete(n);
    return done ? asApproved(next, since, n, top) : next;
  };

  const attempted = (status: Status, { at, prices }: Extract<RequestEvent, { kind: 'attempt' }>, n: number): Status => {
    const last = status.approvals.at(-1);
    if (!last) return status;
    const [cents, agreed] = [total(prices, status.refused), total(last.prices, status.refused)];
    const limit = Math.min(Math.floor((agreed * request.tolerance.permille) / 1000), request.tolerance.cents);
    if (cents > agreed + Math.max(limit, 0) && status.state === 'submitted') return status;
    const wanted = cents > agreed + Math.max(limit, 0) ? difference(status, cents) : [];
    if (wanted.length > 0) return asRound(status, at, n, prices, wanted);
    return { ...status, state: 'ordered', since: at, prices };
  };

  const difference = (status: Status, cents: number): RequestClause[] => {
    const asked = request.clauses.filter((clause) => applies(clause, cents));
    const memory = (clause: RequestClause) =>
      status.approvals.findLast((one) => clause.tier <= one.top && applies(clause, one.total));
    const never = asked.filter((clause) => !memory(clause));
    if (never.length > 0) return never;
    const tiers = asked.map(({ tier }) => tier).sort((a, b) => b - a);
    for (const tier of tiers) {
      const own = asked.filter((clause) => clause.tier === tier);
      const isBehind = own.some(
        (clause) => clause.from !== null && cents - total(memory(clause)!.prices, status.refused) >= clause.from,
      );
      if (isBehind) return own;
    }
    return asked.filter((clause) => clause.tier === tiers.at(-1));
  };

  const upTo = events.filter(({ at }) => at <= now).length;
  const status = expired(after(upTo), now);
  return {
    state: status.state,
    since: status.since,
    round: status.rounds.length,
    cents: total(status.prices, status.refused),
  };
}
