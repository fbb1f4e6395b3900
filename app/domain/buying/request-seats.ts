// The people who speak for a seat of a clause, and whether those who approved fill it. Pure.

/** A voice that a rule of the policy asks for, as it was when the request was submitted. */
export type RequestClause = {
  id: string;
  /** Tiers are asked one after the other. */
  tier: number;
  /** Cents from which the clause is asked; null: whatever the amount. */
  from: number | null;
  /** How many of `of` must approve; of `all`, each who is a member. */
  need: 'any' | 'all' | number;
  of: readonly string[];
  /** Hours after which those of `to` may answer too; null: they may only where no other person can. */
  hours: number | null;
  to: readonly string[];
};

/** Half-open: from `from` until before `until`, milliseconds of the epoch; null: still. */
export type DatedMember = { person: string; from: number; until: number | null };
export type Delegation = { person: string; toPerson: string; from: number; until: number };
export type RequestPeople = {
  requester: string;
  members: readonly DatedMember[];
  delegations: readonly Delegation[];
};

/** The seats for which a person spoke in a clause; `escalated`: for any of them. */
export type Voice = { person: string; seats: readonly string[]; escalated: boolean };

const hour = 3_600_000;

function isMemberAt({ members }: RequestPeople, person: string, at: number): boolean {
  return members.some((member) => member.person === person && isWithin(member, at));
}

/** Whether the requester is the only member: then their own approval counts, and says so. */
export function isAloneAt({ members, requester }: RequestPeople, at: number): boolean {
  const now = members.filter((member) => isWithin(member, at));
  return now.length > 0 && now.every(({ person }) => person === requester);
}

/** The voice of a person in a clause of a tier that was reached at `reachedAt`; null when they have none. */
export function findVoice(
  people: RequestPeople,
  clause: RequestClause,
  reachedAt: number,
  person: string,
  at: number,
): Voice | null {
  if (person === people.requester || !isMemberAt(people, person, at)) return null;
  const deputised = people.delegations
    .filter((delegation) => delegation.toPerson === person && isWithin(delegation, at))
    .map((delegation) => delegation.person);
  const seats = seatsAt(people, clause, at).filter((seat) => seat === person || deputised.includes(seat));
  const escalated = clause.to.includes(person) && at >= escalatesAt(people, clause, reachedAt, at);
  return seats.length > 0 || escalated ? { person, seats, escalated } : null;
}

/** Whether the voices fill the clause: one person fills one seat, and one seat is filled once. */
export function isClauseFilled(
  people: RequestPeople,
  clause: RequestClause,
  voices: readonly Voice[],
  at: number,
): boolean {
  const seats = seatsAt(people, clause, at);
  const needed = neededVoices(clause, seats);
  const vacant = Array.from({ length: Math.max(0, needed - seats.length) }, (_, i) => `vacant ${i}`);
  return countSeated(mergeVoices(voices), [...seats, ...vacant]) >= needed;
}

/** The seats of a clause at a moment: its persons who are members, without the requester. */
export function seatsAt(people: RequestPeople, { of }: RequestClause, at: number): string[] {
  return [...new Set(of)].filter((person) => person !== people.requester && isMemberAt(people, person, at));
}

/** When those of `to` may answer: at once where the clause has no other person; never: Infinity. */
export function escalatesAt(people: RequestPeople, clause: RequestClause, reachedAt: number, at: number): number {
  if (seatsAt(people, clause, at).length === 0) return reachedAt;
  return clause.hours === null ? Number.POSITIVE_INFINITY : reachedAt + clause.hours * hour;
}

function neededVoices({ need }: RequestClause, seats: readonly string[]): number {
  if (need === 'all') return Math.max(1, seats.length);
  return need === 'any' ? 1 : need;
}

/** One voice for each person, for whatever seats they spoke for. */
function mergeVoices(voices: readonly Voice[]): Voice[] {
  const merged = new Map<string, Voice>();
  for (const { person, seats, escalated } of voices) {
    const known = merged.get(person);
    merged.set(person, {
      person,
      seats: [...(known?.seats ?? []), ...seats],
      escalated: escalated || known?.escalated === true,
    });
  }
  return [...merged.values()];
}

/** The most seats that the voices can fill: augmenting paths, as of H. W. Kuhn. */
function countSeated(voices: readonly Voice[], seats: readonly string[]): number {
  const seatedIn = new Map<string, Voice>();
  const seatIn = (voice: Voice, tried: Set<string>): boolean => {
    for (const seat of seats) {
      if (tried.has(seat) || !(voice.escalated || voice.seats.includes(seat))) continue;
      tried.add(seat);
      const other = seatedIn.get(seat);
      if (other && !seatIn(other, tried)) continue;
      seatedIn.set(seat, voice);
      return true;
    }
    return false;
  };
  return voices.filter((voice) => seatIn(voice, new Set())).length;
}

function isWithin({ from, until }: { from: number; until: number | null }, at: number): boolean {
  return from <= at && (until === null || at < until);
}
