// The order in which a buyer fetches goods: from a place, by every stop, and back. Pure; ways by the road are estimates.
import { type Point, roadMeters } from '#app/domain/shared/geo.ts';

export type RouteStop = Point & { id: string };
/** `meters`: the whole way, back to its start. */
export type CollectingRoute = { stops: string[]; meters: number };

/** Up to here every order is compared. */
const maxExact = 9;

/** The shortest round trip; beyond nine stops the nearest next one, with pairs exchanged while that helps. */
export function routeBy(start: Point, stops: readonly RouteStop[]): CollectingRoute {
  const places = [start, ...stops];
  const ways = places.map((from) => places.map((to) => roadMeters(from, to)));
  const order = stops.length <= maxExact ? shortestOrder(ways) : improvedOrder(ways);
  return { stops: order.map((at) => stops[at - 1]!.id), meters: lengthOf(ways, order) };
}

/** Held and Karp (1962): the shortest way to each last stop of each set of stops. Stops are 1..n, the start is 0. */
function shortestOrder(ways: readonly (readonly number[])[]): number[] {
  const n = ways.length - 1;
  if (n === 0) return [];
  const best = Array.from({ length: 1 << n }, () => new Array<number>(n).fill(Number.POSITIVE_INFINITY));
  const before = Array.from({ length: 1 << n }, () => new Array<number>(n).fill(-1));
  for (let stop = 0; stop < n; stop++) best[1 << stop]![stop] = ways[0]![stop + 1]!;
  for (let set = 1; set < 1 << n; set++)
    for (let last = 0; last < n; last++) {
      const soFar = best[set]![last]!;
      if (soFar === Number.POSITIVE_INFINITY) continue;
      for (let next = 0; next < n; next++) {
        const longer = set | (1 << next);
        const meters = soFar + ways[last + 1]![next + 1]!;
        if (longer === set || meters >= best[longer]![next]!) continue;
        best[longer]![next] = meters;
        before[longer]![next] = last;
      }
    }
  const whole = (1 << n) - 1;
  const home = best[whole]!.map((meters, last) => meters + ways[last + 1]![0]!);
  const order: number[] = [];
  for (let set = whole, last = home.indexOf(Math.min(...home)); last >= 0; ) {
    order.unshift(last + 1);
    const earlier = before[set]![last]!;
    set &= ~(1 << last);
    last = earlier;
  }
  return order;
}

function improvedOrder(ways: readonly (readonly number[])[]): number[] {
  const left = new Set(ways.keys());
  left.delete(0);
  let order: number[] = [];
  for (let at = 0; left.size > 0; ) {
    const next = [...left].reduce((best, one) => (ways[at]![one]! < ways[at]![best]! ? one : best));
    left.delete(next);
    order.push(next);
    at = next;
  }
  for (let improved = true; improved; ) {
    improved = false;
    for (let i = 0; i < order.length - 1; i++)
      for (let j = i + 1; j < order.length; j++) {
        const turned = [...order.slice(0, i), ...order.slice(i, j + 1).reverse(), ...order.slice(j + 1)];
        if (lengthOf(ways, turned) >= lengthOf(ways, order)) continue;
        order = turned;
        improved = true;
      }
  }
  return order;
}

function lengthOf(ways: readonly (readonly number[])[], order: readonly number[]): number {
  const whole = [0, ...order, 0];
  return whole.slice(1).reduce((meters, at, i) => meters + ways[whole[i]!]![at]!, 0);
}
