// A purchase request as it is kept. Pure.
import type { Category, OfferKind } from '#app/domain/catalogue/offer.ts';
import type { DeliveryChoice } from '#app/domain/suppliers/supplier.ts';
import type { DatedMember, Delegation, RequestPeople } from './request-seats.ts';
import type { RequestPrices } from './request-total.ts';

export const requestEventKinds = ['verdict', 'attempt', 'withdrawn', 'unpaid'] as const;

/** `id` names the line within its request; `cents` incl. VAT; `time` as `writeTime` writes it. */
export type RequestedLine = {
  id: string;
  offerId: number;
  time: string;
  name: string;
  category: Category;
  kind: OfferKind;
  quantity: number;
  supplierId: string;
  supplierName: string;
  cents: number;
  netCents: number;
};
/** The basket of a request, frozen. */
export type RequestSnapshot = {
  lines: RequestedLine[];
  /** Cents incl. VAT. */
  deliveries: { supplierId: string; choice: DeliveryChoice; day: string | null; cents: number; netCents: number }[];
  depositCents: number;
};

/** Place, contact and references of the order to come. They are the requester's, who may be erased. */
export type RequestDelivery = {
  contact: { name: string; email: string; phone: string };
  place: { lat: number; lon: number; address: string; insee: string };
  note: string;
  displacement: Record<number, number | null>;
  billing: { address: string; postcode: string; city: string } | null;
  vatNumber: string | null;
  invoiceRoute: string | null;
  references: { orderNumber: string; engagement: string; serviceCode: string };
};

/** The members of the organisation, and who answered for whom, at the moment of an event. */
export type PeopleThen = { members: string[]; delegations: [person: string, toPerson: string][] };

export function snapshotPrices({ lines, deliveries }: Pick<RequestSnapshot, 'lines' | 'deliveries'>): RequestPrices {
  return {
    lines: lines.map(({ id, supplierId, cents }) => ({ id, supplierId, cents })),
    deliveries: Object.fromEntries(deliveries.map(({ supplierId, cents }) => [supplierId, cents])),
  };
}

/** Members and delegations, dated by the moments at which they were seen: each holds until the next moment. */
export function datePeople(requester: string, seen: readonly { at: number; people: PeopleThen }[]): RequestPeople {
  const spans = seen.map(({ at, people }, i) => ({ people, from: at, until: seen[i + 1]?.at ?? null }));
  return {
    requester,
    members: spans.flatMap(({ people, from, until }): DatedMember[] =>
      people.members.map((person) => ({ person, from, until })),
    ),
    delegations: spans.flatMap(({ people, from, until }): Delegation[] =>
      people.delegations.map(([person, toPerson]) => ({
        ...{ person, toPerson, from, until: until ?? Number.POSITIVE_INFINITY },
      })),
    ),
  };
}
