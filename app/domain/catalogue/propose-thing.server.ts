// The thing that the name of an offer says, with how sure it is. Pure: the table of things is data.
import { foldTerms } from '#app/domain/impact/frame.ts';
import { type BySource, byLocale, type Locale, locales, sourceLocale } from '#app/domain/shared/locale.ts';
import type { Translated } from '#app/domain/shared/translated.ts';
import type { OfferDraft } from './draft.ts';
import type { Category } from './offer.ts';
import { namesOfThing, shippedThings, type Thing } from './things.server.ts';

/** `certainty`: 0 to 1. */
export type ThingProposal = { thing: Thing; certainty: number };

/** From this certainty on a proposal counts until the seller chooses. */
export const countingCertainty = 0.7;

/** Words that join others, and the ones in which goods are packed or had: they name no thing. */
const joining = new Set(
  `de du des d l le la les un une en au aux a et ou pour par avec sans sur the an of for and with in on by to per
   location louer lot carton caisse sac bidon seau pot boite bouteille rouleau paquet set pack box bag hire`
    .split(/\s+/)
    .map((word) => foldTerms(word)),
);

/** The place of the noun that names the thing: first in "table de réunion", last in "meeting table". */
const headPlaces: BySource<'first' | 'last'> = { fr: 'first', en: 'last' };

/** Heads of names of parts and covers: "housse pour ordinateur" is no computer. */
const partHeads = new Set(
  'housse etui coque support piece accessoire protection filtre cover case sleeve mount part spare filter'
    .split(' ')
    .map((word) => foldTerms(word)),
);

type Term = { thing: Thing; tokens: readonly string[]; isName: boolean };

const termsOf = (locale: Locale): Term[] =>
  shippedThings
    .filter(({ isOther }) => !isOther)
    .flatMap((thing) =>
      namesOfThing(thing, locale).map((name, i) => ({ thing, tokens: contentOf(name), isName: i === 0 })),
    )
    .filter(({ tokens }) => tokens.length > 0);

/** By each token, so that a name looks at the terms alone that share one with it. */
const indexes = new Map(
  locales.map((locale) => {
    const terms = termsOf(locale);
    const byToken = new Map<string, Term[]>();
    for (const term of terms) byToken.set(term.tokens[0]!, [...(byToken.get(term.tokens[0]!) ?? []), term]);
    return [locale, byToken] as const;
  }),
);

function contentOf(text: string): string[] {
  const tokens = foldTerms(text).split(' ').filter(Boolean);
  const content = tokens.filter((token) => !joining.has(token));
  return content.length > 0 ? content : tokens;
}

/** The best proposals for a name in one or more languages, the surest first; empty when it names no thing. */
export function proposeThings(name: Translated, category: Category): ThingProposal[] {
  const scores = new Map<Thing, number>();
  for (const locale of locales)
    for (const [thing, score] of scoresIn(name[locale] ?? '', locale, category))
      scores.set(thing, (scores.get(thing) ?? 0) + score);
  const ranked = [...scores].sort(([, a], [, b]) => b - a);
  return ranked.map(([thing, score], i) => {
    const rival = ranked[i === 0 ? 1 : 0]?.[1] ?? 0;
    return { thing, certainty: (score / (score + rival)) * Math.min(1, score / 2) };
  });
}

/** The thing that counts for a name until its seller chooses; null when it is not sure enough. */
export function countingThing(name: Translated, category: Category): string | null {
  const [best] = proposeThings(name, category);
  return best && best.certainty >= countingCertainty ? best.thing.id : null;
}

/** The thing of a draft: the one that its seller chose, else what its names say for sure; null for neither. */
export function thingIn(draft: Pick<OfferDraft, 'thing' | 'nameFr' | 'nameEn' | 'category'>): string | null {
  return draft.thing ?? countingThing({ fr: draft.nameFr, en: draft.nameEn }, draft.category);
}

/** The word of a French name by which its thing is asked for: the one that things have, else the first; folded. */
export function askedTerm(name: string): string {
  const tokens = contentOf(name.split(/[,;:(]/)[0] ?? '');
  return tokens.find((token) => indexes.get(sourceLocale)!.has(token)) ?? tokens[0] ?? '';
}

/** The best score of each thing that the text names. */
function scoresIn(text: string, locale: Locale, category: Category): Map<Thing, number> {
  const scores = new Map<Thing, number>();
  const [head = '', ...rest] = text.split(/[,;:(]/);
  const parts = [contentOf(head), contentOf(rest.join(' '))];
  const headIsLast = byLocale(headPlaces, locale) === 'last';
  const isPart = partHeads.has(parts[0]![headIsLast ? parts[0]!.length - 1 : 0] ?? '');
  for (const [which, tokens] of parts.entries())
    for (const [at, token] of tokens.entries())
      for (const term of indexes.get(locale)!.get(token) ?? []) {
        if (!term.tokens.every((one) => tokens.includes(one))) continue;
        const isTogether = term.tokens.every((one, i) => tokens[at + i] === one);
        const from = headIsLast ? tokens.length - at - term.tokens.length : at;
        const place = which === 1 ? 0.3 : Math.max(0.35, 1 - 0.3 * Math.max(0, from));
        const score =
          term.tokens.length ** 1.3 *
          place *
          (isTogether ? 1 : 0.75) *
          (isPart && from > 0 ? 0.4 : 1) *
          (term.isName ? 1.15 : 1) *
          (term.thing.shelf === category ? 2 : 1);
        scores.set(term.thing, Math.max(scores.get(term.thing) ?? 0, score));
      }
  return scores;
}
