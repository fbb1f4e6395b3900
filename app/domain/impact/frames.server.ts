// The frames that come with the code, as data, and the one reference of a thing.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { faultSentence, type ParsedFile, parseFile, parseJsonFile } from '#app/domain/shared/file-fault.ts';
import {
  type FigureFacts,
  type FigureFault,
  type Frame,
  type FrameThing,
  faultsOfFrame,
  foldTerms,
  framedThing,
} from './frame.ts';

const framesFile = 'app/domain/impact/frames/mv112-frames-2026.12.json';

export type Frames = { ref: string; things: readonly FrameThing[]; frames: ReadonlyMap<string, Frame> };

const text = z.string().min(1);
const range = z.tuple([z.number().min(0), z.number().positive()]).refine(([low, high]) => low <= high);
const frame = z
  .strictObject({
    reference: z.string().regex(/^(reuse|difference|food|supply|rental):[a-z][a-z0-9_.]*$/),
    things: z.array(text).min(1),
    kinds: z.array(z.enum(['new', 'reused', 'repaired', 'rental'])).min(1),
    sold_by: z.array(text).min(1),
    unit: z.enum(['piece', 'piece-by-kg', 'mass', 'meal', 'use']),
    mass_kg: range,
    price_euros: range,
    price_per: z.enum(['piece', 'kg']),
    months: z.array(z.int().min(1).max(12)).min(1),
    growing: z.enum(['field', 'heated', 'any']),
    uses_per_life: range.optional(),
    dish: text.optional(),
    core: z.enum(['foam', 'spring']).optional(),
    meaning_fr: text,
    meaning_en: text,
    source: text,
  })
  .transform((row): Frame => {
    return {
      reference: row.reference,
      things: row.things,
      kinds: row.kinds,
      soldBy: row.sold_by,
      unit: row.unit,
      massGrams: scaled(row.mass_kg, 1000),
      priceCents: scaled(row.price_euros, 100),
      pricePer: row.price_per,
      months: row.months,
      growing: row.growing,
      usesPerLife: row.uses_per_life ?? null,
      dish: row.dish ?? null,
      core: row.core ?? null,
      meaning: { fr: row.meaning_fr, en: row.meaning_en },
      source: row.source,
    };
  });
const thing = z
  .strictObject({ id: text, label_fr: text, label_en: text, terms: z.array(text) })
  .transform(({ id, label_fr: fr, label_en: en, terms }): FrameThing => ({ id, label: { fr, en }, terms }));
const schema = z
  .strictObject({
    id: text,
    version: text,
    date: z.iso.date(),
    things: z.array(thing).min(1),
    frames: z.array(frame).min(1),
    closed: z.array(text),
  })
  .transform(({ id, version, things, frames }): Frames => {
    return { ref: `${id}/${version}`, things, frames: new Map(frames.map((one) => [one.reference, one])) };
  });

function scaled([low, high]: [number, number], by: number): [number, number] {
  return [Math.round(low * by), Math.round(high * by)];
}

/** A file of frames, or its faults. */
export function parseFrames(file: unknown): ParsedFile<Frames> {
  return parseFile(schema, file);
}

function readFrames(): Frames {
  const parsed = parseJsonFile(readFileSync(framesFile, 'utf8'), parseFrames);
  if (parsed.ok) return parsed.file;
  throw new Error([`the frames in ${framesFile} are broken`, ...parsed.faults.map(faultSentence)].join('\n'));
}

export const shippedFrames = readFrames();

/** The faults of an offer that names a reference; empty when it may have its figure. */
export function listFrameFaults(facts: FigureFacts): FigureFault[] {
  const { frames, things } = shippedFrames;
  return faultsOfFrame(frames.get(facts.reference), things, facts);
}

/** The months (1 to 12) in which a reference holds. */
export function monthsOf(reference: string): readonly number[] {
  return shippedFrames.frames.get(reference)?.months ?? [];
}

type Named = Pick<FigureFacts, 'thing' | 'names' | 'kind' | 'growing' | 'dish' | 'core'>;

/**
 * The one reference that is open to a thing: no seller chooses between two studies of it. Null when there is none. Of the
 * two of heated tomatoes the month of the hand-over decides later.
 */
export function referenceFor(facts: Named): string | null {
  const thing = framedThing(shippedFrames.things, facts);
  if (!thing) return null;
  const fitting = [...shippedFrames.frames.values()].find(
    ({ things, kinds, growing, dish, core }) =>
      things.includes(thing) &&
      kinds.includes(facts.kind) &&
      (growing === 'any' || growing === (facts.growing ?? 'field')) &&
      (dish === null || dish === facts.dish || (facts.dish === null && thing === `${dish}-lunch`)) &&
      (core === null || core === facts.core),
  );
  return fitting?.reference ?? null;
}

/** Dishes by the words that name them; a text that names two, or a fish without its name, is none. */
const dishTerms: Record<string, readonly string[]> = {
  vegan: ['vegetalien', 'vegetalienne', 'vegan'],
  vegetarian: ['vegetarien', 'vegetarienne', 'vegetarian'],
  chicken: ['poulet', 'volaille', 'dinde', 'chicken', 'poultry'],
  pork: ['porc', 'pork'],
  beef: ['boeuf', 'beef'],
  white_fish: [
    'cabillaud',
    'lieu',
    'colin',
    'merlu',
    'merlan',
    'eglefin',
    'cod',
    'hake',
    'pollock',
    'haddock',
    'whiting',
  ],
};

export function readDish(typed: string): string | null {
  const typedTerms = new Set(foldTerms(typed).split(' '));
  const found = Object.entries(dishTerms).flatMap(([dish, names]) =>
    names.map(foldTerms).some((name) => typedTerms.has(name)) ? [dish] : [],
  );
  return found.length === 1 ? found[0]! : null;
}
