// Suppliers: legal identity, place, delivery terms, evidence. Never computes a score.
import { dayNumber } from '#app/domain/calendar/civil-time.ts';
import type { DayPlan } from '#app/domain/calendar/opening.ts';
import {
  maxLeadDays,
  type PromisingCarrier,
  type PromisingSeller,
  promisedDay,
  promisedDays,
  usualSeenUntilHour,
} from '#app/domain/calendar/promised-day.ts';
import { localDay, type Zone } from '#app/domain/shared/context.ts';

/**
 * `shared` is a supplier's own round; `round` is the town's; `on-site`: what is booked is used at its supplier's; `visit`: the
 * supplier comes to the buyer.
 */
export const deliveryChoices = [
  'shared',
  'dedicated',
  'pickup-foot',
  'pickup-car',
  'round',
  'on-site',
  'visit',
] as const;
export type DeliveryChoice = (typeof deliveryChoices)[number];

/** Whether goods travel, so that a buyer chooses how: not for what is booked in a place of its own. */
export function isCarried(choice: DeliveryChoice): boolean {
  return choice !== 'on-site' && choice !== 'visit';
}

export const vatRegimes = ['standard', 'franchise', 'margin'] as const;
export type VatRegime = (typeof vatRegimes)[number];
/** A change of regime waits for its day, has come into force, or was withdrawn before. */
export const vatChangeStates = ['planned', 'effective', 'withdrawn'] as const;

/** The texts of a profile that people write in several languages. */
export const translatedColumns = ['headline', 'story'] as const;
export type TranslatedColumn = (typeof translatedColumns)[number];

/**
 * Roles of a person in a supplier's team, by task; a person may hold several. `prepare`: orders, hand-over and stock;
 * `sell`: offers, imports, prices and delivery; `prove`: proofs and visits; `account`: sales, payouts, invoices and VAT.
 * `own` has every right, and alone changes the identity, the agreements, the team, the opening and where money goes.
 */
export const supplierRoles = ['prepare', 'sell', 'prove', 'account', 'own'] as const;
export type SupplierRole = (typeof supplierRoles)[number];

/** Whether the roles that a person holds give the right of one of `wanted`. */
export function holdsSupplierRole(roles: readonly SupplierRole[], ...wanted: readonly SupplierRole[]): boolean {
  return roles.includes('own') || wanted.some((role) => roles.includes(role));
}

/** How a signature ends: withdrawn by the supplier, or replaced by its signature of a newer version. */
export const signatureEndings = ['withdrawn', 'replaced'] as const;
/** A check of the checklist: attested by the supplier, verified or waived by a steward. */
export const checkStates = ['attested', 'verified', 'waived'] as const;

/** Answers of the public company directory. */
export const registryOutcomes = ['found', 'closed', 'unknown', 'not-checked'] as const;

export type DeliveryTerms = WorkTerms & {
  deliveryMode: string;
  sharedFeeCents: number | null;
  dedicatedFeeCents: number | null;
};

/** When a supplier works, carries and receives. Weekdays are ISO numbers. */
export type WorkTerms = {
  /** Weekdays of the supplier's own round; empty when there is none. */
  deliveryDays: readonly number[];
  /** Weekdays on which it makes goods ready, beside those of its round and of its opening. */
  workDays: readonly number[];
  worksHolidays: boolean;
  /** Its commune, whose public holidays count. */
  insee: string;
  pickup: boolean;
  opening: readonly { day: number }[];
  /** Cut-off for orders: this many days before the round, at this hour in the town. */
  cutoffDays: number;
  cutoffHour: number;
  /** Days of closure, both ends included. */
  closures: readonly { from: string; to: string }[];
};

/** The supplier's own delivery choices, the lightest first. Never `round`: that depends on the day and the basket. */
export function choicesOf(terms: DeliveryTerms): DeliveryChoice[] {
  return [
    ...(terms.sharedFeeCents !== null && terms.deliveryDays.length > 0 ? (['shared'] as const) : []),
    ...(terms.pickup ? (['pickup-foot', 'pickup-car'] as const) : []),
    ...(terms.dedicatedFeeCents !== null ? (['dedicated'] as const) : []),
  ];
}

export function feeCents(terms: DeliveryTerms, choice: DeliveryChoice): number {
  if (choice === 'shared') return terms.sharedFeeCents ?? 0;
  return choice === 'dedicated' ? (terms.dedicatedFeeCents ?? 0) : 0;
}

/** The first day of arrival that can be promised, YYYY-MM-DD; null when there is none within 400 days. */
export function arrivalDay(
  terms: WorkTerms,
  choice: DeliveryChoice,
  leadDays: number,
  now: Date,
  town: Zone,
): string | null {
  return promisedDay({ now, zone: town, seller: promisingSeller(terms, leadDays), carrier: carrierOf(terms, choice) });
}

/** All days of the next `within` on which goods can arrive, in order. */
export function arrivalDays(
  terms: WorkTerms,
  choice: DeliveryChoice,
  leadDays: number,
  now: Date,
  town: Zone,
  within: number,
): string[] {
  const [seller, carrier] = [promisingSeller(terms, leadDays), carrierOf(terms, choice)];
  return promisedDays({ now, zone: town, seller, carrier, within });
}

/** The first day in a week on which goods that are harvested in it arrive; null when there is none. */
export function arrivalInWeek(
  terms: WorkTerms,
  choice: DeliveryChoice,
  leadDays: number,
  now: Date,
  town: Zone,
  monday: string,
): string | null {
  const today = localDay(now, town);
  return promisedDay({
    ...{ now, zone: town, seller: promisingSeller(terms, leadDays), carrier: carrierOf(terms, choice) },
    notBefore: monday,
    within: dayNumber(monday) + 6 - dayNumber(today),
  });
}

/** The most days of lead time with which an order of now can arrive on a day; null when none does. */
export function leadDaysUntil(
  terms: WorkTerms,
  choice: DeliveryChoice,
  day: string,
  now: Date,
  town: Zone,
): number | null {
  const seller = promisingSeller(terms, 0);
  const lead = maxLeadDays({ now, zone: town, seller, carrier: carrierOf(terms, choice) }, day);
  return lead === null || lead < shortestLead ? null : lead;
}

/** An order is made ready on the next day of work at the earliest. */
const shortestLead = 1;

/** The supplier as promisedDay knows it. One that takes orders for its round until late sees them until then. */
export function promisingSeller(terms: WorkTerms, leadDays: number): PromisingSeller {
  const { workDays, deliveryDays, cutoffHour } = terms;
  return {
    plan: planOf(terms, [...workDays, ...deliveryDays, ...openingDays(terms)]),
    leadDays: Math.max(shortestLead, leadDays),
    seenUntilHour: Math.max(usualSeenUntilHour, cutoffHour),
  };
}

/** Its own round with its cut-off; the pick-up point on its days of opening; else a day of work. */
function carrierOf(terms: WorkTerms, choice: DeliveryChoice): PromisingCarrier {
  const { cutoffDays, cutoffHour, deliveryDays, workDays } = terms;
  if (choice === 'shared') return { plan: planOf(terms, deliveryDays), cutoffDays, cutoffHour };
  const open = choice.startsWith('pickup') ? openingDays(terms) : [];
  return { plan: planOf(terms, open.length > 0 ? open : workDays), cutoffDays: 0, cutoffHour: 24 };
}

function openingDays({ pickup, opening }: WorkTerms): number[] {
  return pickup ? opening.map(({ day }) => day) : [];
}

function planOf({ closures, worksHolidays, insee }: WorkTerms, weekdays: readonly number[]): DayPlan {
  return { weekdays, closures, worksHolidays, insee };
}
