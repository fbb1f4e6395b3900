// Spending by destination, and its layout: ribbons from a category to a place, as wide as their amount.

import { sankey, sankeyLinkHorizontal } from 'd3-sankey';
import type { GroupTotals } from './town-figures.server.ts';

export const places = ['near', 'elsewhere', 'unknown', 'unpublished'] as const;
export type FlowPlace = (typeof places)[number];
/** In cents. */
export type Flow = { name: string } & Record<FlowPlace, number>;

/**
 * Spent again nearby (the middle of the interval), elsewhere, or unknown. If one of these is not published, the row's
 * euros all count as unpublished. The middle is rounded, so that it can be more than what is left.
 */
export function flowsOf({
  spentCents,
  retainedCents,
  unknownRetentionCents: unknown,
  hidden = [],
}: Pick<GroupTotals, 'spentCents' | 'retainedCents' | 'unknownRetentionCents'> &
  Partial<Pick<GroupTotals, 'hidden'>>): Record<FlowPlace, number> {
  if (unknown === null || hidden.includes('retained'))
    return { near: 0, elsewhere: 0, unknown: 0, unpublished: spentCents };
  const near = Math.min(retainedCents?.mid ?? 0, spentCents - unknown);
  return { near, elsewhere: spentCents - near - unknown, unknown, unpublished: 0 };
}

type Node = { name: string; kind: 'category' | FlowPlace };
export type DrawnNode = Node & { x: number; y: number; height: number; cents: number };
/** `path` is an SVG path to stroke with `width`. */
export type Ribbon = { path: string; width: number; place: FlowPlace };
export const nodeWidth = 10;

/**
 * Lays out flows in a rectangle; the names of nodes go left of `from` and right of `to`. Empty flows are not
 * drawn.
 */
export function layOutFlows(
  flows: readonly Flow[],
  placeNames: Record<FlowPlace, string>,
  box: { from: number; to: number; height: number },
): { ribbons: Ribbon[]; nodes: DrawnNode[] } {
  const categories = flows.filter((flow) => places.some((place) => flow[place] > 0));
  const reached = places.filter((place) => categories.some((flow) => flow[place] > 0));
  if (reached.length === 0) return { ribbons: [], nodes: [] };
  const { nodes, links } = sankey<Node, { place: FlowPlace }>()
    .nodeWidth(nodeWidth)
    .nodePadding(14)
    .extent([
      [box.from, 8],
      [box.to, box.height - 8],
    ])({
    nodes: [
      ...categories.map(({ name }) => ({ name, kind: 'category' as const })),
      ...reached.map((kind) => ({ name: placeNames[kind], kind })),
    ],
    links: categories.flatMap((flow, source) =>
      reached.flatMap((place, i) =>
        flow[place] > 0 ? [{ source, target: categories.length + i, value: flow[place], place }] : [],
      ),
    ),
  });
  const path = sankeyLinkHorizontal<Node, { place: FlowPlace }>();
  return {
    ribbons: links.map((link) => ({ path: path(link) ?? '', width: Math.max(1, link.width ?? 0), place: link.place })),
    nodes: nodes.map(({ name, kind, x0 = 0, y0 = 0, y1 = 0, value = 0 }) => ({
      name,
      kind,
      x: x0,
      y: y0,
      height: Math.max(1, y1 - y0),
      cents: value,
    })),
  };
}
