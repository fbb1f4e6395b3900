// The state of a purchase request, computed from its clauses and from all that happened to it. Pure: the tables keep a
// copy for lists. Time escalates and expires; it approves nothing.
import {
  beginRequest,
  clausesNow,
  expireRequest,
  groupTiers,
  isFilledNow,
  isOpenRequest,
  listVoices,
  type RequestEvent,
  type RequestFold,
  type RequestState,
  requestLife,
  type SubmittedRequest,
  takeRequestEvent,
} from './request-fold.ts';
import { escalatesAt, findVoice, isAloneAt, type RequestClause, type RequestPeople, seatsAt } from './request-seats.ts';
import { keptTotal } from './request-total.ts';

/** `since`: when the state began. `isSelf`: the requester, alone in the organisation, approved it. */
export type RequestReading = {
  state: RequestState;
  since: number;
  round: number;
  expiresAt: number;
  refusedLines: ReadonlySet<string>;
  /** Of the lines that are left, at the prices that are asked for now. */
  totalCents: number;
  /** Of the lines that are left, at the prices that were approved last; null before. */
  agreedCents: number | null;
  isSelf: boolean;
  /** Clauses of the tier that is asked now, and not yet filled. */
  asked: readonly RequestClause[];
  /** The people who can answer now. */
  waitingFor: readonly string[];
  /** When time changes something next; null when it cannot. */
  nextAt: number | null;
};

/** Reads the state of a request at `now`, milliseconds of the epoch. */
export function readRequest(
  request: SubmittedRequest,
  people: RequestPeople,
  events: readonly RequestEvent[],
  now: number,
): RequestReading {
  const fold = beginRequest(request, people);
  for (const event of events.filter(({ at }) => at <= now)) {
    expireRequest(fold, event.at);
    takeRequestEvent(fold, event);
  }
  expireRequest(fold, now);
  return toReading(fold, now);
}

/** Whether a verdict of `person` would count at `now`. */
export function mayAnswer(
  request: SubmittedRequest,
  people: RequestPeople,
  events: readonly RequestEvent[],
  person: string,
  now: number,
): boolean {
  const fold = beginRequest(request, people);
  for (const event of events) {
    expireRequest(fold, event.at);
    takeRequestEvent(fold, event);
  }
  expireRequest(fold, now);
  if (!isOpenRequest(fold.state)) return false;
  const isAlone = person === people.requester && isAloneAt(people, now) && fold.state === 'submitted';
  return isAlone || listVoices(fold, person, now).length > 0;
}

function toReading(fold: RequestFold, now: number): RequestReading {
  const { state, since, round, refusedLines, agreed, isSelf } = fold;
  const expiresAt = fold.roundAt + requestLife;
  const asked = state === 'submitted' ? openClauses(fold, now) : [];
  const moments = asked.map((clause) => escalatesAt(fold.people, clause, fold.reachedAt.get(clause.id)!, now));
  return {
    ...{ state, since, round, expiresAt, refusedLines, isSelf, asked },
    totalCents: keptTotal(fold.prices, refusedLines),
    agreedCents: agreed && keptTotal(agreed, refusedLines),
    waitingFor: [...new Set(asked.flatMap((clause) => listWaiting(fold, clause, now)))],
    nextAt: isOpenRequest(state) ? Math.min(expiresAt, ...moments.filter((moment) => moment > now)) : null,
  };
}

/** The clauses that wait, of the first tier that is not filled. */
function openClauses(fold: RequestFold, now: number): RequestClause[] {
  const [tier = []] = groupTiers(clausesNow(fold).filter((clause) => !isFilledNow(fold, clause, now)));
  return tier.filter(({ id }) => fold.reachedAt.has(id));
}

/** The people who can answer for a clause and have not: its seats, their delegates, and after its hours those above. */
function listWaiting({ people, reachedAt, ...fold }: RequestFold, clause: RequestClause, now: number): string[] {
  if (isAloneAt(people, now)) return [people.requester];
  const spoken = (fold.voices.get(clause.id) ?? []).map(({ person }) => person);
  const persons = [
    ...seatsAt(people, clause, now),
    ...people.delegations.map(({ toPerson }) => toPerson),
    ...clause.to,
  ];
  return persons.filter(
    (person) => !spoken.includes(person) && findVoice(people, clause, reachedAt.get(clause.id)!, person, now),
  );
}
