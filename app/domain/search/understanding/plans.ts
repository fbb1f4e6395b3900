// Segments of a search -> what the engines are asked, one plan after the other until one finds offers. Pure.
import { sellerWordTerm, thingTerm } from '../indexed-facts.ts';
import type { AskedGroup, AskedWay, Vocabulary } from '../search.ts';
import type { SearchedPhrase } from './cut-phrases.server.ts';
import type { SearchNeed } from './needs.server.ts';

/** `things`: those that the plan asks for, so that a nothing can name them. */
export type Plan = { groups: readonly AskedGroup[]; things: readonly string[] };

/** How much a group's own words count in a name, beside its things; and how much less each further thing of a need. */
const inName = 0.4;
/** How much less a thing counts whose name has not the words that were typed: "chou rouge" is the red one first. */
const unnamed = 0.9;
const maxNamed = 8;
const further = 0.1;

/** The plans of some segments, in the order in which they are asked. `jobs`: the needs of kind job. */
export function plansOf(all: readonly SearchedPhrase[], jobs: readonly SearchNeed[], vocabulary: Vocabulary): Plan[] {
  const segments = joinedByAnd(
    withoutFillers(
      all.map((segment, i) => (isPack(segment, all[i + 1]) ? { ...segment, things: new Map() } : segment)),
    ),
  );
  const verbs = segments.filter((segment) => needsOf(segment, 'verb').length > 0);
  const plans = [
    ...verbs.flatMap((verb) => jobPlans(segments, verb, jobs, vocabulary)),
    ...verbs.flatMap((verb) => verbPlans(segments, verb, vocabulary)),
    ...occasionPlans(segments, vocabulary),
  ];
  const heads = segments.filter(({ things }) => things.size > 0);
  const loose = segments.filter((segment) => heads[0] === segment || needsOf(segment, 'context').length === 0);
  return [
    byNames(segments),
    ...plans,
    mainPlan(segments, heads[0], vocabulary),
    ...(heads.length > 1 ? [mainPlan(segments, heads.at(-1), vocabulary)] : []),
    ...(heads.length > 0 && loose.length < segments.length ? [mainPlan(loose, heads[0], vocabulary)] : []),
  ];
}

/** "Tables et chaises" asks for either. */
function joinedByAnd(segments: readonly SearchedPhrase[]): SearchedPhrase[] {
  return segments.reduce<SearchedPhrase[]>((joined, segment) => {
    const last = joined.at(-1);
    const isEither =
      /^(?:et|ou|and|or)$/.test(segment.after) && segment.things.size > 0 && last && last.things.size > 0;
    if (!isEither) return [...joined, segment];
    return [...joined.slice(0, -1), { ...last, things: new Map([...segment.things, ...last.things]) }];
  }, []);
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

/** A verb and its objects: "réparer" and "vélo" is a bicycle service. */
function jobPlans(
  segments: readonly SearchedPhrase[],
  verb: SearchedPhrase,
  jobs: readonly SearchNeed[],
  vocabulary: Vocabulary,
): Plan[] {
  const ids = needsOf(verb, 'verb').map(({ id }) => id);
  const done = new Map<string, SearchedPhrase[]>();
  for (const segment of segments) {
    if (segment === verb) continue;
    for (const job of jobs) {
      if (!ids.includes(job.id)) continue;
      const isObject = segment.needs.includes(job) || job.objects.some((thing) => segment.things.has(thing));
      if (isObject) for (const thing of job.things) done.set(thing, [...(done.get(thing) ?? []), segment]);
    }
  }
  if (done.size === 0) return [];
  const objects = new Set([...done.values()].flat());
  const others = segments.filter((segment) => segment !== verb && !objects.has(segment) && !isVerbOnly(segment));
  return [
    {
      groups: [needGroup([...done.keys()], verb, inName), ...groupsOf(others, true, vocabulary)],
      things: [...done.keys()],
    },
  ];
}

/** A verb without an object, or one that takes any. */
function verbPlans(segments: readonly SearchedPhrase[], verb: SearchedPhrase, vocabulary: Vocabulary): Plan[] {
  return needsOf(verb, 'verb').flatMap(({ things, takesAny }) => {
    if (things.length === 0) return [];
    const others = segments.filter((segment) => segment !== verb && !isVerbOnly(segment));
    const objects = others.filter(
      (segment) => (segment.things.size > 0 || needsOf(segment, 'shelf').length > 0) && !isContext(segment, others),
    );
    if (!takesAny && (objects.length > 0 || verb.things.size > 0)) return [];
    const rest = others.filter((segment) => !objects.includes(segment));
    return [{ groups: [needGroup(things, verb, inName), ...groupsOf(rest, true, vocabulary).map(onlyNamed)], things }];
  });
}

/** An occasion means things, unless a thing is named for it: "photographe pour une inauguration". */
function occasionPlans(segments: readonly SearchedPhrase[], vocabulary: Vocabulary): Plan[] {
  const occasion =
    segments.find((segment) => needsOf(segment, 'occasion').length > 0) ??
    segments.find((segment) => needsOf(segment, 'shelf').length > 0 && segment.things.size === 0);
  if (!occasion) return [];
  const others = segments.filter((segment) => segment !== occasion);
  const named = others.filter((segment) => segment.things.size > 0 && !isContext(segment, segments));
  if (named.length > 0 && occasion.after) return [];
  const things = [...needsOf(occasion, 'occasion'), ...needsOf(occasion, 'shelf')].flatMap((need) => need.things);
  return [
    {
      groups: [
        needGroup(things, occasion, occasion.things.size > 0 ? 1 : inName),
        ...groupsOf(others, true, vocabulary),
      ],
      things: [...things, ...named.flatMap(({ things: own }) => [...own.keys()])],
    },
  ];
}

/** Every word in the name of the offer. */
function byNames(segments: readonly SearchedPhrase[]): Plan {
  const groups = segments
    .filter((segment) => !isSoft(segment))
    .flatMap(({ terms }) =>
      terms.map((term) => ({ ways: [{ terms: [term], weight: 1, named: true }], optional: false })),
    );
  return { groups: segments.length > 1 && groups.length > 1 ? groups : [], things: [] };
}

/** `head`: the thing that is asked for; the words of the others may be in its name, or its seller's. */
function mainPlan(segments: readonly SearchedPhrase[], head: SearchedPhrase | undefined, vocabulary: Vocabulary): Plan {
  const things = segments.flatMap((segment) => (isContext(segment, segments) ? [] : [...segment.things.keys()]));
  return { groups: groupsOf(segments, false, vocabulary, head), things: [...new Set(things)] };
}

/**
 * The groups of some segments. A word that is no thing is looked for in descriptions only beside a thing, as a quality of
 * it: a description that mentions a wheelchair sells none.
 */

function groupsOf(
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

function needGroup(things: readonly string[], segment: SearchedPhrase, ofName: number): AskedGroup {
  const ways = things.map((id, i) => ({ terms: [thingTerm(id)], weight: Math.max(0.3, 1 - i * further), named: true }));
  return { ways: [...ways, { terms: segment.terms, weight: ofName * 0.8, named: true }], optional: false };
}

/** A noun beside a verb must be in the name: a sewing machine is no sewing. */
function onlyNamed(group: AskedGroup): AskedGroup {
  return group.optional ? group : { ...group, ways: group.ways.map((way) => ({ ...way, named: true })) };
}

function needsOf(segment: SearchedPhrase, kind: SearchNeed['kind']): SearchNeed[] {
  return segment.needs.filter((need) => need.kind === kind);
}

function isVerbOnly(segment: SearchedPhrase): boolean {
  return segment.things.size === 0 && needsOf(segment, 'verb').length > 0;
}

function isSoft(segment: SearchedPhrase): boolean {
  return (
    segment.things.size === 0 &&
    segment.named.length === 0 &&
    segment.needs.some(({ kind }) => ['soft', 'context', 'season', 'filler'].includes(kind))
  );
}

/** Said of whom or where, beside a thing: "bureau" in "lampe pour bureau". */
function isContext(segment: SearchedPhrase, segments: readonly SearchedPhrase[]): boolean {
  if (needsOf(segment, 'context').length === 0) return false;
  const others = segments.filter((other) => other !== segment && !isSoft(other));
  return segment.things.size === 0 ? others.length > 0 : segment.after !== '' && others.length > 0;
}

function isOptional(segment: SearchedPhrase, segments: readonly SearchedPhrase[], besideNeed: boolean): boolean {
  if (isSoft(segment) || isContext(segment, segments)) return true;
  if (segment.things.size > 0 || segment.named.length > 0) return false;
  if (isVerbOnly(segment)) return besideNeed || segments.some((other) => other.things.size > 0);
  return needsOf(segment, 'occasion').length > 0 && (besideNeed || segment.after !== '');
}
