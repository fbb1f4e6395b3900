import type { OrderUnit, Unit } from '#app/domain/catalogue/offer.ts';
import type { Mode } from '#app/domain/impact/terms.ts';
import type { PartState } from '#app/domain/orders/part.ts';
import type { DeliveryChoice } from '#app/domain/suppliers/supplier.ts';

/** One supplier's part of an order, as the seller's pages receive it. */
export type Part = {
  orderId: string;
  number: string;
  buyer: string;
  contact: string;
  where: string;
  note: string;
  state: PartState;
  choice: DeliveryChoice;
  mode: Mode;
  trip: 'shared' | 'dedicated';
  deliverOn: string | null;
  /** The buyer has a code to give at pick-up. */
  withCode: boolean;
  packaging: { lent: number; returned: number };
  lines: {
    line: number;
    name: string;
    quantity: number;
    ordered: number;
    orderedName: string;
    unit: Unit;
    orderUnit: OrderUnit;
    packMilli: number;
    massGrams: number;
    htCents: number;
  }[];
  proposals: {
    id: string;
    line: number;
    quantity: number;
    offerId: number | null;
    note: string;
    state: 'open' | 'accepted' | 'refused' | 'withdrawn';
    refundCents: number | null;
  }[];
};
