// The parts that the phrases of a search play: what is asked for, said of whom or where, or says nothing. Pure.
import type { SearchedPhrase } from './cut-phrases.server.ts';
import type { SearchNeed } from './needs.server.ts';

/** The phrases that ask for something: a pack is not what is in it, either of two is one, and fillers are left out. */
export function meantPhrases(all: readonly SearchedPhrase[]): SearchedPhrase[] {
  return joinedByAnd(
    withoutFillers(
      all.map((segment, i) => (isPack(segment, all[i + 1]) ? { ...segment, things: new Map() } : segment)),
    ),
  );
}

/** "Tables et chaises" asks for either. */
function joinedByAnd(segments: readonly SearchedPhrase[]): SearchedPhrase[] {
  const joined: SearchedPhrase[] = [];
  for (const segment of segments) {
    const last = joined.at(-1);
    const isEither =
      /^(?:et|ou|and|or)$/.test(segment.after) && segment.things.size > 0 && last && last.things.size > 0;
    if (isEither) joined[joined.length - 1] = { ...last, things: new Map([...segment.things, ...last.things]) };
    else joined.push(segment);
  }
  return joined;
}

/** A pack is not what is in it: "sac de farine". */
function isPack(segment: SearchedPhrase, next: SearchedPhrase | undefined): boolean {
  return segment.needs.some(({ id }) => id === 'packs') && /^(?:de|d|of)$/.test(next?.after ?? '');
}

/** Words that say nothing are left out, unless nothing else is there. */
function withoutFillers(segments: readonly SearchedPhrase[]): readonly SearchedPhrase[] {
  const meant = segments.filter(
    (segment) =>
      segment.things.size > 0 ||
      segment.named.length > 0 ||
      !needsOf(segment, 'filler').length ||
      segment.needs.some(({ kind }) => kind !== 'filler'),
  );
  return meant.length > 0 ? meant : segments;
}

/** The needs of a kind that a phrase says. */
export function needsOf(segment: SearchedPhrase, kind: SearchNeed['kind']): SearchNeed[] {
  return segment.needs.filter((need) => need.kind === kind);
}

/** Said of what is to be done, without a thing of its own. */
export function isVerbOnly(segment: SearchedPhrase): boolean {
  return segment.things.size === 0 && needsOf(segment, 'verb').length > 0;
}

/** Asks for nothing by itself: "beau", "pour l'été". */
export function isSoft(segment: SearchedPhrase): boolean {
  return (
    segment.things.size === 0 &&
    segment.named.length === 0 &&
    segment.needs.some(({ kind }) => ['soft', 'context', 'season', 'filler'].includes(kind))
  );
}

/** Said of whom or where, beside a thing: "bureau" in "lampe pour bureau". */
export function isContext(segment: SearchedPhrase, segments: readonly SearchedPhrase[]): boolean {
  if (needsOf(segment, 'context').length === 0) return false;
  const others = segments.filter((other) => other !== segment && !isSoft(other));
  return segment.things.size === 0 ? others.length > 0 : segment.after !== '' && others.length > 0;
}

/** Whether an offer may answer without it. `besideNeed`: a need answers already. */
export function isOptional(segment: SearchedPhrase, segments: readonly SearchedPhrase[], besideNeed: boolean): boolean {
  if (isSoft(segment) || isContext(segment, segments)) return true;
  if (segment.things.size > 0 || segment.named.length > 0) return false;
  if (isVerbOnly(segment)) return besideNeed || segments.some((other) => other.things.size > 0);
  return needsOf(segment, 'occasion').length > 0 && (besideNeed || segment.after !== '');
}
