// The mass and the size that each way of transport carries in one trip: no way is offered by which goods cannot come. Pure.
// The sources of the limits are in docs/decisions/079-delivery-in-one-decision.md.
import type { Mode } from '#app/domain/impact/terms.ts';
import { sum } from '#app/domain/shared/money.ts';
import type { DeliveryChoice } from '#app/domain/suppliers/supplier.ts';

/** Goods that travel together. `longest` and `second`: the two longest sides of any of them, in centimetres; 0 where unknown. */
export type CarriedLoad = { grams: number; longest: number; second: number };

/** One trip of each mode. A van and a cargo bicycle carry as much as the impact method counts trips by. */
const limits: Record<Mode, CarriedLoad> = {
  'transport.on_foot': { grams: 25_000, longest: 150, second: 60 },
  'transport.cargo_bike_electric': { grams: 100_000, longest: 180, second: 80 },
  'transport.car_pickup': { grams: 500_000, longest: 250, second: 120 },
  'transport.car_pickup_electric': { grams: 500_000, longest: 250, second: 120 },
  'transport.van35_parcel_diesel': { grams: 1_000_000, longest: 400, second: 180 },
  'transport.van35_electric': { grams: 1_000_000, longest: 400, second: 180 },
  'transport.none': {
    grams: Number.MAX_SAFE_INTEGER,
    longest: Number.MAX_SAFE_INTEGER,
    second: Number.MAX_SAFE_INTEGER,
  },
};

/** A trip made for one order alone is made again as often as its goods need, up to what a day allows. */
const maxTrips = 4;

/** The vehicle of a choice; `own` is that of the supplier's deliveries. */
export function vehicleOf(choice: DeliveryChoice, own: Mode): Mode {
  switch (choice) {
    case 'on-site':
      return 'transport.none';
    case 'pickup-foot':
      return 'transport.on_foot';
    case 'pickup-car':
      return 'transport.car_pickup';
    case 'round':
      return 'transport.van35_electric';
    case 'shared':
    case 'visit':
    case 'dedicated':
      return own;
  }
}

/** The mass that comes by a choice of a supplier, whose own vehicle is `own`, in grams. */
export function maxGramsBy(choice: DeliveryChoice, own: Mode): number {
  const trips = choice === 'dedicated' ? maxTrips : 1;
  return Math.min(Number.MAX_SAFE_INTEGER, trips * limits[vehicleOf(choice, own)].grams);
}

/** Whether goods can come by a choice of their supplier, whose own vehicle is `own`. */
export function canCarry(choice: DeliveryChoice, own: Mode, load: CarriedLoad): boolean {
  const limit = limits[vehicleOf(choice, own)];
  return load.grams <= maxGramsBy(choice, own) && load.longest <= limit.longest && load.second <= limit.second;
}

const sides = ['length', 'width', 'depth', 'height', 'diameter'] as const;

/** The load of some packs of offers; their sides are attributes in centimetres. */
export function loadOf(
  goods: readonly { offer: { massGrams: number; attributes: Readonly<Record<string, string>> }; quantity: number }[],
): CarriedLoad {
  const carried = goods.filter(({ offer }) => offer.massGrams > 0);
  const bySize = carried.map(({ offer }) => sidesOf(offer.attributes));
  return {
    grams: sum(carried.map(({ offer, quantity }) => Math.ceil(offer.massGrams * quantity))),
    longest: Math.max(0, ...bySize.map(([longest = 0]) => longest)),
    second: Math.max(0, ...bySize.map(([, second = 0]) => second)),
  };
}

/** The known sides, the longest first. */
function sidesOf(attributes: Readonly<Record<string, string>>): number[] {
  const known = sides.map((side) => Number(attributes[side])).filter((side) => side > 0);
  return known.sort((a, b) => b - a);
}
