// The facts of an offer that its CO2e figure depends on, read from its fields, and the reference that they lead to.
import type { Factors } from '#app/domain/impact/factor-set.ts';
import { type FigureFacts, type FigureFault, foldTerms } from '#app/domain/impact/frame.ts';
import { monthsOf, readDish, referenceFor } from '#app/domain/impact/frames.server.ts';
import { scenarioKey, scenarioOf } from '#app/domain/impact/scenarios.ts';
import type { Scenario } from '#app/domain/impact/terms.ts';
import { resolveCommune } from '#app/domain/shared/communes.server.ts';
import type { OfferDraft } from './draft.ts';
import type { OfferRow } from './offers.server.ts';

type Framed = Pick<
  OfferDraft,
  | 'nameFr'
  | 'nameEn'
  | 'descriptionFr'
  | 'descriptionEn'
  | 'thing'
  | 'kind'
  | 'unit'
  | 'packMilli'
  | 'massGrams'
  | 'referenceUnits'
  | 'priceCents'
  | 'priceTiers'
  | 'scenario'
  | 'attributes'
>;

/** Units as a draft has them: grams, cents excl. VAT, thousandths of the price unit. */
export function figureFacts(draft: Framed): FigureFacts {
  const { attributes, scenario, priceCents, priceTiers } = draft;
  const grownIn = attributes.grown_in ?? attributes.origin ?? '';
  return {
    reference: scenarioKey(scenario),
    thing: draft.thing,
    names: [draft.nameFr, draft.nameEn],
    text: `${draft.descriptionFr} . ${draft.descriptionEn}`,
    kind: draft.kind,
    unit: draft.unit,
    packMilli: draft.packMilli,
    massGrams: draft.massGrams,
    referenceUnits: draft.referenceUnits,
    usesPerLife: scenario?.kind === 'rental' ? scenario.usesPerLife : 0,
    lotCents: [Math.min(priceCents, ...priceTiers.map((tier) => tier.priceCents)), priceCents],
    growing: readGrowing(attributes.growing ?? ''),
    isNear: grownIn !== '' && resolveCommune(grownIn).found !== null,
    isProcessed: isProcessed(attributes.processed ?? ''),
    dish: readDish(attributes.diet ?? ''),
    core: readCore(attributes.core ?? ''),
  };
}

/** A heated or lit house, or the field and unheated covers; null if it is not said, or not understood. */
function readGrowing(typed: string): FigureFacts['growing'] {
  const text = foldTerms(typed);
  if (/\bnon chauffe|\bunheated|\bnot heated/.test(text)) return 'field';
  if (/\bchauffe|\beclaire|\bheated|\blit\b/.test(text)) return 'heated';
  return /\bchamp|\bterre\b|\bfield|\bverger|\borchard|\bopen\b|\btunnel/.test(text) ? 'field' : null;
}

function isProcessed(typed: string): boolean {
  return !['', 'non', 'no', 'aucun', 'none', 'brut', 'raw'].includes(foldTerms(typed));
}

function readCore(typed: string): string | null {
  const text = foldTerms(typed);
  const [foam, spring] = [/\bmousse|\blatex|\bfoam/.test(text), /\bressort|\bspring/.test(text)];
  if (foam === spring) return null;
  return foam ? 'foam' : 'spring';
}

/** The remaining life that the seller says ("60 %"), per mille; null when it is not said, or is no share. */
export function remainingPermille({ remaining_life: typed = '' }: Record<string, string>): number | null {
  const percent = Number(/^(\d{1,3})(?:\s*%)?$/.exec(typed.trim())?.[1] ?? 0);
  return percent >= 1 && percent <= 100 ? percent * 10 : null;
}

/**
 * The draft with the one reference of its thing, where its seller names the thing and no reference. `usesPerLife`: of a
 * thing for hire. A thing that no frame serves has none.
 */
export function withReference(draft: OfferDraft, usesPerLife: number, factors: Factors): OfferDraft {
  const facts = figureFacts({ ...draft, scenario: null });
  const reference = draft.thing === null ? null : referenceFor(facts);
  const scenario = reference === null ? null : scenarioOf(factors, reference, usesPerLife);
  return { ...draft, scenario, referenceUnits: scenario ? unitsOf(draft, scenario) : 0 };
}

/** One a piece; the kilograms of the lot for the fallback by kilogram; none by mass. */
function unitsOf({ packMilli, massGrams }: OfferDraft, scenario: Scenario): number {
  if (scenario.kind === 'local-food') return 0;
  if (scenario.factor === 'furniture.generic_kg_new') return Math.max(1, Math.floor(massGrams / 1000));
  return Math.max(1, Math.floor(packMilli / 1000));
}

type Judged = Pick<OfferRow, 'scenario' | 'figureFaults'>;

/**
 * The scenario by which an offer has its figure when it changes hands in a month (1 to 12), or why it has none; both
 * empty for an offer that names no reference. Tomatoes of a heated house are compared with those of the shelf that month.
 */
export function figureIn(
  { scenario, figureFaults }: Judged,
  month: number,
  factors: Factors,
): { scenario: Scenario | null; faults: readonly FigureFault[] } {
  if (!scenario) return { scenario: null, faults: [] };
  if (figureFaults) return { scenario: null, faults: figureFaults };
  const key = scenarioKey(scenario);
  const now = heatedKeys.includes(key) ? heatedKeys.find((one) => monthsOf(one).includes(month)) : key;
  const months = monthsOf(now ?? key);
  if (months.length > 0 && !months.includes(month)) return { scenario: null, faults: ['months'] };
  return { scenario: now === key || !now ? scenario : scenarioOf(factors, now), faults: [] };
}

const heatedKeys: readonly string[] = ['food:tomato_heated', 'food:tomato_offseason'];
