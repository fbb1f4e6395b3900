// The groups of terms that phrases become, each with its ways and their weights. Pure.
import { sellerWordTerm, thingTerm } from '../indexed-facts.ts';
import type { AskedGroup, AskedWay, Vocabulary } from '../search.ts';
import type { SearchedPhrase } from './cut-phrases.server.ts';
import { isOptional } from './phrase-parts.ts';

/** How much a group's own words count in a name, beside its things; and how much less each further thing of a need. */
export const inName = 0.4;
/** How much less a thing counts whose name has not the words that were typed: "chou rouge" is the red one first. */
const unnamed = 0.9;
const maxNamed = 8;
const further = 0.1;

/**
 * The groups of some segments. A word that is no thing is looked for in descriptions only beside a thing, as a quality of
 * it: a description that mentions a wheelchair sells none.
 */
export function groupsOf(
  segments: readonly SearchedPhrase[],
  besideNeed: boolean,
  vocabulary: Vocabulary,
  head?: SearchedPhrase,
): AskedGroup[] {
  const required = segments.filter((segment) => !isOptional(segment, segments, besideNeed));
  const all = required.length > 0 || besideNeed ? segments : [];
  const isOfThing = required.some(({ things }) => things.size > 0);
  if (all.length === 0)
    return segments.map((segment) => ({ ways: waysOf(segment, 'alone', false, vocabulary), optional: false }));
  const roleOf = (segment: SearchedPhrase): Role => {
    if (required.length === 1 && !besideNeed) return 'alone';
    return segment === head ? 'head' : 'beside';
  };
  return all.map((segment) => ({
    ways: waysOf(segment, roleOf(segment), isOfThing, vocabulary),
    optional: !required.includes(segment),
  }));
}

/** `alone`: nothing else of the search must be there. `head`: the thing that is asked for. */
type Role = 'alone' | 'head' | 'beside';

/** `isQuality`: a word that is no thing may be in the description. */
function waysOf(segment: SearchedPhrase, role: Role, isQuality: boolean, vocabulary: Vocabulary): AskedWay[] {
  const { things, terms, named } = segment;
  const facts = [...things]
    .sort(([, a], [, b]) => b - a)
    .flatMap(([id, weight]) => [
      ...(things.size > maxNamed ? [] : [{ terms: [thingTerm(id), ...terms], weight, named: true }]),
      { terms: [thingTerm(id)], weight: weight * unnamed, named: true },
    ]);
  const sellers = terms.length === 1 ? [{ terms: [sellerWordTerm(terms[0]!)], weight: 0.3, named: true }] : [];
  const names = named.map((fact) => ({ terms: [fact], weight: fact.startsWith('seller:') ? 1 : 0.9, named: true }));
  if (things.size === 0) {
    const others = segment.synonyms.map((synonym) => ({ terms: synonym, weight: 0.75, named: true }));
    return [...names, { terms, weight: names.length > 0 ? 0.6 : 1, named: !isQuality }, ...others, ...sellers];
  }
  if (role === 'head') return facts;
  if (role === 'beside') return [...facts, { terms, weight: inName, named: true }, ...sellers];
  // A name of one word alone: other things may be called so too, but only after those that are meant.
  const isSold = facts.some((way) => vocabulary.has(way.terms[0]!));
  return isSold || terms.length > 1 ? [...facts, { terms, weight: inName, named: true }] : facts;
}

/** Things that answer a need, the usual first; `ofName`: how much its own words count in a name. */
export function needGroup(things: readonly string[], segment: SearchedPhrase, ofName: number): AskedGroup {
  const ways = things.map((id, i) => ({ terms: [thingTerm(id)], weight: Math.max(0.3, 1 - i * further), named: true }));
  return { ways: [...ways, { terms: segment.terms, weight: ofName * 0.8, named: true }], optional: false };
}

/** A noun beside a verb must be in the name: a sewing machine is no sewing. */
export function onlyNamed(group: AskedGroup): AskedGroup {
  return group.optional ? group : { ...group, ways: group.ways.map((way) => ({ ...way, named: true })) };
}
