// The steps of a purchase request: each event moves the fold from which its state is read. Pure.
import { askedAgain, isAsked } from './request-asked.ts';
import {
  findVoice,
  isAloneAt,
  isClauseFilled,
  type RequestClause,
  type RequestPeople,
  type Voice,
} from './request-seats.ts';
import { isWithinTolerance, keptTotal, type RequestPrices, type Tolerance } from './request-total.ts';

export const requestStates = [
  'submitted',
  'approved',
  'ordered',
  'refused',
  'returned',
  'withdrawn',
  'expired',
] as const;
export type RequestState = (typeof requestStates)[number];
export const verdictKinds = ['approve', 'refuse', 'return'] as const;
export type VerdictKind = (typeof verdictKinds)[number];

/** In the order in which they were written; `at` in milliseconds of the epoch. `lines`: those that the verdict refuses. */
export type RequestEvent =
  | { kind: 'verdict'; at: number; person: string; verdict: VerdictKind; lines: readonly string[] }
  | { kind: 'attempt'; at: number; prices: RequestPrices }
  | { kind: 'withdrawn'; at: number }
  | { kind: 'unpaid'; at: number };

export type SubmittedRequest = {
  submittedAt: number;
  prices: RequestPrices;
  clauses: readonly RequestClause[];
  tolerance: Tolerance;
};

/** A request lives so long from the beginning of each round, in milliseconds. */
export const requestLife = 7 * 24 * 3_600_000;

/** A request on its way through its events. */
export type RequestFold = {
  readonly request: SubmittedRequest;
  readonly people: RequestPeople;
  state: RequestState;
  since: number;
  round: number;
  roundAt: number;
  prices: RequestPrices;
  readonly refusedLines: Set<string>;
  agreed: RequestPrices | null;
  /** The prices that each clause covered last. */
  readonly covered: Map<string, RequestPrices>;
  /** Clauses that this round asks; those that the amount no longer reaches fall away. */
  roundClauses: readonly RequestClause[];
  /** When the tier of a clause was reached, in this round or in the last one that asked it. */
  readonly reachedAt: Map<string, number>;
  readonly voices: Map<string, Voice[]>;
  isSelf: boolean;
};

/** The fold of a request as it was submitted. */
export function beginRequest(request: SubmittedRequest, people: RequestPeople): RequestFold {
  const { submittedAt, prices, clauses } = request;
  const fold: RequestFold = {
    ...{ request, people, prices, state: 'submitted', since: submittedAt, round: 0, roundAt: submittedAt },
    ...{ refusedLines: new Set(), agreed: null, covered: new Map(), roundClauses: [], isSelf: false },
    ...{ reachedAt: new Map(), voices: new Map() },
  };
  const total = keptTotal(prices, fold.refusedLines);
  const asked = clauses.filter((clause) => isAsked(clause, total));
  beginRound(fold, submittedAt, prices, asked);
  return fold;
}

/** Takes one event; those that come too late, or from who has no voice, change nothing. */
export function takeRequestEvent(fold: RequestFold, event: RequestEvent): void {
  if (event.kind === 'unpaid') {
    if (fold.state === 'ordered') enter(fold, 'approved', event.at);
    return;
  }
  if (!isOpenRequest(fold.state)) return;
  if (event.kind === 'withdrawn') enter(fold, 'withdrawn', event.at);
  if (event.kind === 'attempt') tryOrder(fold, event.at, event.prices);
  if (event.kind === 'verdict') takeVerdict(fold, event);
}

/** Ordered at once when the total is near enough to what was agreed; else the difference is asked in a new round. */
function tryOrder(fold: RequestFold, at: number, prices: RequestPrices): void {
  if (fold.agreed === null) return;
  const total = keptTotal(prices, fold.refusedLines);
  const agreed = keptTotal(fold.agreed, fold.refusedLines);
  const isNear = isWithinTolerance(agreed, total, fold.request.tolerance);
  if (!isNear && fold.state !== 'approved') return;
  const asked = isNear ? [] : askedAgain(fold.request.clauses, fold.covered, fold.refusedLines, total);
  if (asked.length > 0) {
    beginRound(fold, at, prices, asked);
    return;
  }
  fold.prices = prices;
  enter(fold, 'ordered', at);
}

function beginRound(fold: RequestFold, at: number, prices: RequestPrices, asked: readonly RequestClause[]): void {
  fold.round++;
  fold.roundAt = at;
  fold.prices = prices;
  fold.roundClauses = asked;
  fold.voices.clear();
  for (const { id } of asked) fold.reachedAt.delete(id);
  enter(fold, 'submitted', at);
  advance(fold, at);
}

/** A verdict counts by the voice of its person in a clause that was reached; only this round's approvals fill seats. */
function takeVerdict(
  fold: RequestFold,
  { at, person, verdict, lines }: Extract<RequestEvent, { kind: 'verdict' }>,
): void {
  const isOwn = person === fold.people.requester && verdict === 'approve' && isAloneAt(fold.people, at);
  const voices = listVoices(fold, person, at);
  if (!isOwn && voices.length === 0) return;
  if (verdict === 'approve') for (const line of lines) fold.refusedLines.add(line);
  const isEmpty = fold.prices.lines.every(({ id }) => fold.refusedLines.has(id));
  if (verdict === 'return') enter(fold, 'returned', at);
  else if (verdict === 'refuse' || isEmpty) enter(fold, 'refused', at);
  else if (fold.state === 'submitted' && isOwn) {
    fold.isSelf = true;
    approve(fold, at);
  } else if (fold.state === 'submitted') {
    for (const { clause, voice } of voices)
      if (fold.roundClauses.includes(clause)) fold.voices.set(clause.id, [...voicesOf(fold, clause), voice]);
    advance(fold, at);
  }
}

/** The voices of a person at a moment, in all clauses that were reached. */
export function listVoices(fold: RequestFold, person: string, at: number): { clause: RequestClause; voice: Voice }[] {
  return fold.request.clauses.flatMap((clause) => {
    const reachedAt = fold.reachedAt.get(clause.id);
    const voice = reachedAt === undefined ? null : findVoice(fold.people, clause, reachedAt, person, at);
    return voice ? [{ clause, voice }] : [];
  });
}

/** Reaches each tier whose forerunners are filled; approved when no clause of the round is left. */
function advance(fold: RequestFold, at: number): void {
  for (const tier of groupTiers(clausesNow(fold))) {
    for (const { id } of tier) if (!fold.reachedAt.has(id)) fold.reachedAt.set(id, at);
    if (!tier.every((clause) => isFilledNow(fold, clause, at))) return;
  }
  approve(fold, at);
}

/** The highest tier of a round covers for those below it. */
function approve(fold: RequestFold, at: number): void {
  const top = Math.max(...clausesNow(fold).map(({ tier }) => tier));
  const total = keptTotal(fold.prices, fold.refusedLines);
  for (const clause of fold.request.clauses)
    if (clause.tier <= top && isAsked(clause, total)) fold.covered.set(clause.id, fold.prices);
  fold.agreed = fold.prices;
  enter(fold, 'approved', at);
}

/** Ends an open request whose life is over at `now`. */
export function expireRequest(fold: RequestFold, now: number): void {
  const expiresAt = fold.roundAt + requestLife;
  if (isOpenRequest(fold.state) && expiresAt <= now) enter(fold, 'expired', expiresAt);
}

function enter(fold: RequestFold, state: RequestState, at: number): void {
  fold.state = state;
  fold.since = at;
}

/** Clauses of the round that the total still reaches. */
export function clausesNow({ roundClauses, prices, refusedLines }: RequestFold): RequestClause[] {
  const total = keptTotal(prices, refusedLines);
  return roundClauses.filter((clause) => isAsked(clause, total));
}

/** Whether a clause has its voices of this round. */
export function isFilledNow(fold: RequestFold, clause: RequestClause, at: number): boolean {
  return isClauseFilled(fold.people, clause, voicesOf(fold, clause), at);
}

function voicesOf({ voices }: RequestFold, { id }: RequestClause): readonly Voice[] {
  return voices.get(id) ?? [];
}

/** Clauses by their tier, the lowest first. */
export function groupTiers(clauses: readonly RequestClause[]): RequestClause[][] {
  const tiers = [...new Set(clauses.map(({ tier }) => tier))].sort((a, b) => a - b);
  return tiers.map((tier) => clauses.filter((clause) => clause.tier === tier));
}

/** Whether verdicts and attempts still move it. */
export function isOpenRequest(state: RequestState): boolean {
  return state === 'submitted' || state === 'approved';
}
