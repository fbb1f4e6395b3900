// Random lists for the solver, from small ones that can be tried out whole to those of eighty needs and forty suppliers.
import type { CandidateOffer, ListProblem, ListSupplier, ListWishes } from '#app/domain/buying/solving/list-problem.ts';

type Next = (below: number) => number;

/** Two or three needs, two to four suppliers; quantities are few enough that all plans can be tried. */
export function smallList(next: Next): ListProblem {
  const suppliers = Array.from({ length: 2 + next(3) }, (_, i) => randomSupplier(next, i, 2000));
  const rounds = [{ day: '2026-12-10', feeCents: next(2) * 300, maxGrams: 6 + next(10) }];
  for (const supplier of suppliers)
    if (next(5) === 0) Object.assign(supplier, { round: 0, feeCents: 0, freeFromCents: null });
  let id = 0;
  const needs = Array.from({ length: 2 + next(2) }, (_, need) => {
    const sellers = suppliers.map((_one, i) => i).filter(() => next(3) > 0);
    const offers = (sellers.length > 0 ? sellers : [0]).map((supplier) => smallOffer(next, ++id, supplier));
    return { id: need + 1, amount: 1 + next(7), offers };
  });
  return { needs, suppliers, rounds, wishes: smallWishes(next) };
}

function smallOffer(next: Next, id: number, supplier: number): CandidateOffer {
  const priceCents = 50 + next(400);
  const from = 2 + next(4);
  const orderStep = next(5) === 0 ? 2 : 1;
  return {
    ...{ id, supplier, pack: 1 + next(3), priceCents, orderStep },
    priceTiers: next(3) === 0 ? [{ from, priceCents: Math.ceil(priceCents * (0.6 + next(30) / 100)) }] : [],
    minQuantity: next(4) === 0 ? 1 + next(3) : 1,
    stock: next(3) === 0 ? next(6) : null,
    grams: next(3),
    isReused: next(3) === 0,
  };
}

function smallWishes(next: Next): ListWishes {
  return {
    ...(next(5) < 2 && { deliveries: 1 + next(3) }),
    ...(next(5) < 2 && { mean: 300 + next(400) }),
    ...(next(5) < 2 && { share: { permille: 100 * (1 + next(9)), tenths: 600 } }),
    ...(next(4) === 0 && { reused: true as const }),
    ...(next(6) === 0 && { budget: 300 + next(3000) }),
  };
}

function randomSupplier(next: Next, place: number, minimum: number): ListSupplier {
  return {
    id: `s${place}`,
    feeCents: next(4) === 0 ? 0 : 100 + next(900),
    freeFromCents: next(5) < 3 ? 500 + next(minimum) : null,
    minimumCents: next(10) < 4 ? next(minimum) : 0,
    maxGrams: next(6) === 0 ? 2 + next(8) : 1_000_000,
    provenTenths: next(1000),
    round: null,
  };
}

/** A list of the size of a real one: packs of 1 to 12, tiers, minimum orders, free delivery, stock. */
export function largeList(next: Next, needCount: number, supplierCount: number, wishes: ListWishes): ListProblem {
  const suppliers = Array.from({ length: supplierCount }, (_, i) => ({
    ...{ id: `s${i}`, round: null, maxGrams: 1_000_000_000, feeCents: 300 + next(1500), provenTenths: 200 + next(700) },
    freeFromCents: next(10) < 6 ? 5000 + next(15_000) : null,
    minimumCents: next(10) < 7 ? 1000 + next(4000) : 0,
  }));
  let id = 0;
  const needs = Array.from({ length: needCount }, (_, need) => {
    const unitCents = 100 + next(2000);
    const sellers = new Set(Array.from({ length: 3 + next(6) }, () => next(supplierCount)));
    const offers = [...sellers].map((supplier): CandidateOffer => {
      const pack = 1 + next(12);
      const priceCents = Math.max(1, Math.round((pack * unitCents * (80 + next(50))) / 100));
      const tiers = [5 + next(6), 12 + next(20)].map((from, i) => ({
        from,
        priceCents: Math.max(1, Math.round((priceCents * (96 - 6 * i)) / 100)),
      }));
      return {
        ...{ id: ++id, supplier, pack, priceCents, orderStep: 1, minQuantity: 1, grams: 100, isReused: next(4) === 0 },
        priceTiers: next(10) < 4 ? tiers : [],
        stock: next(2) === 0 ? 5 + next(60) : null,
      };
    });
    return { id: need + 1, amount: 1 + next(60), offers };
  });
  return { needs, suppliers, rounds: [], wishes };
}
