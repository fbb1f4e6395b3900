// Segments of a search -> what the engines are asked, one plan after the other until one finds offers. Pure.
import type { AskedGroup, Vocabulary } from '../search.ts';
import type { SearchedPhrase } from './cut-phrases.server.ts';
import type { SearchNeed } from './needs.server.ts';
import { isContext, isSoft, isVerbOnly, meantPhrases, needsOf } from './phrase-parts.ts';
import { groupsOf, inName, needGroup, onlyNamed } from './plan-groups.ts';

/** `things`: those that the plan asks for, so that a nothing can name them. */
export type Plan = { groups: readonly AskedGroup[]; things: readonly string[] };

/** The plans of some segments, in the order in which they are asked. `jobs`: the needs of kind job. */
export function plansOf(all: readonly SearchedPhrase[], jobs: readonly SearchNeed[], vocabulary: Vocabulary): Plan[] {
  const segments = meantPhrases(all);
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
