// The town that this instance serves. It is one record of the database (app/domain/towns), read when a process starts
// and carried by every context as `ctx.town`.
import type { Point } from './geo.ts';

/** `insee` is the code of the official list; the point is the village centre, rounded to about 100 metres. */
export type Commune = Point & { insee: string; name: string; postcode: string };

/** A rectangle of degrees. */
export type Bounds = { south: number; north: number; west: number; east: number };

export type Town = {
  name: string;
  /** A few characters for maps. */
  shortName: string;
  /** Communes that are served, in the order of the lists that people choose from. */
  communes: readonly Commune[];
  /** The central place: default start of distances. */
  hub: Commune;
  /** Points of suppliers are within them. */
  bounds: Bounds;
  /** Of the IANA list, like `Europe/Paris`. */
  timeZone: string;
  contact: { email: string; phone: string };
  /** For whom the market is shown to visitors who have not said for whom they buy. */
  visitors: VisitorKind;
  address: { street: string; postcode: string; city: string };
  /** Operator of the market, whose cooperative invoices the contributions; null where the town names none. */
  operator: Operator | null;
  /** The account that buyers on account pay to; from the settings of the instance, null without one. */
  bankIban?: string | null;
  /** Decisions of stewards above this sum need a second one of them; from the settings of the instance. */
  twoPeopleAboveCents?: number;
};

/** The sum up to which a steward decides alone, where the settings do not say. */
export const defaultTwoPeopleAboveCents = 100_000;

/** A legal identity, as an invoice names it. */
export type Operator = { legalName: string; legalForm: string; siret: string; vatNumber: string | null };

export const visitorKinds = ['professional', 'consumer'] as const;
export type VisitorKind = (typeof visitorKinds)[number];

/** The IBAN that the ISO standard gives as its example, for the demonstration and for tests. */
export const exampleIban = 'FR1420041010050500013M02606';

/** A commune that the town serves. */
export function findCommune({ communes }: Pick<Town, 'communes'>, insee: string): Commune | undefined {
  return communes.find((commune) => commune.insee === insee);
}

/** Value of the hub where communes are chosen by their code: it shares the code of the commune that it is in. */
const hubValue = 'hub';

/** The place of a value as `placeValue` makes it. */
export function findPlace(town: Pick<Town, 'communes' | 'hub'>, value: string): Commune | undefined {
  return value === hubValue ? town.hub : findCommune(town, value);
}

export function placeValue({ hub }: Pick<Town, 'hub'>, place: Commune): string {
  return place === hub ? hubValue : place.insee;
}

/** Places that distances can be measured from, and the value of the chosen one. */
export function placeChoices(
  town: Pick<Town, 'communes' | 'hub'>,
  chosen: Commune,
): { places: { value: string; name: string }[]; chosen: string } {
  return {
    places: [town.hub, ...town.communes].map((place) => ({ value: placeValue(town, place), name: place.name })),
    chosen: placeValue(town, chosen),
  };
}

export function isWithin({ lat, lon }: Point, { south, north, west, east }: Bounds): boolean {
  return lat >= south && lat <= north && lon >= west && lon <= east;
}
