// Spending by destination, and its layout: ribbons from a category to a place, as wide as their amount.

import { sankey, sankeyLinkHorizontal } from 'd3-sankey';
import type { GroupTotals, TownTotals } from './town-figures.server.ts';

export const places = ['near', 'elsewhere', 'unknown', 'unpublished'] as const;
export type FlowPlace = (typeof places)[number];
/** In cents. */
export type Flow = { name: string } & Record<FlowPlace, number>;

type FlowTotals = Pick<GroupTotals, 'spentCents' | 'retainedCents' | 'unknownRetentionCents'> &
  Partial<Pick<GroupTotals, 'hidden'>>;

/**
 * Spent again nearby (the middle of the interval), elsewhere, or unknown. If one of these is not published, the row's
 * euros all count as unpublished. The middle is rounded, so that it can be more than what is left.
 */
export function flowsOf({
  spentCents,
  retainedCents,
  unknownRetentionCents: unknown,
  hidden,
}: FlowTotals): Record<FlowPlace, number> {
  if (unknown === null || hidden?.includes('retained'))
    return { near: 0, elsewhere: 0, unknown: 0, unpublished: spentCents };
  const near = Math.min(retainedCents?.mid ?? 0, spentCents - unknown);
  return { near, elsewhere: spentCents - near - unknown, unknown, unpublished: 0 };
}

/** The flows of the categories; where one of them is not published they flow through the whole. */
export function flowsOfTown(
  town: TownTotals,
  categories: readonly (FlowTotals & { name: string })[],
  name: string,
): { flows: Flow[]; whole: WholeFlow | null } {
  const flows = categories.map((one) => ({ name: one.name, ...flowsOf(one) }));
  const isComplete = flows.every(({ unpublished }) => unpublished === 0);
  return { flows, whole: isComplete ? null : { name, to: flowsOf({ ...town, hidden: town.unpublished ?? [] }) } };
}

type Node = { name: string; kind: 'category' | 'whole' | FlowPlace };
export type DrawnNode = Node & { x: number; y: number; height: number; cents: number };
/** `path` is an SVG path to stroke with `width`. */
export type Ribbon = { path: string; width: number; place: FlowPlace };
export const nodeWidth = 10;
/** All purchases together, where it is not published of each category to which places its euros go. */
export type WholeFlow = { name: string; to: Record<FlowPlace, number> };

/**
 * Lays out flows in a rectangle; the names of nodes go left of `from` and right of `to`, that of the whole above it.
 * Empty flows are not drawn. With a whole, every category flows into it, and it into the places.
 */
export function layOutFlows(
  flows: readonly Flow[],
  placeNames: Record<FlowPlace, string>,
  box: { from: number; to: number; height: number },
  whole: WholeFlow | null = null,
): { ribbons: Ribbon[]; nodes: DrawnNode[] } {
  const categories = flows.filter((flow) => spentOf(flow) > 0);
  const sources = whole ? [whole.to] : categories;
  const reached = places.filter((place) => sources.some((flow) => flow[place] > 0));
  if (categories.length === 0 || reached.length === 0) return { ribbons: [], nodes: [] };
  const first = categories.length + (whole ? 1 : 0);
  const toPlaces = (flow: Record<FlowPlace, number>, source: number) =>
    reached.flatMap((place, i) => (flow[place] > 0 ? [{ source, target: first + i, value: flow[place], place }] : []));
  const { nodes, links } = sankey<Node, { place: FlowPlace }>()
    .nodeWidth(nodeWidth)
    .nodePadding(14)
    .extent([
      [box.from, whole ? 26 : 8],
      [box.to, box.height - 8],
    ])({
    nodes: [
      ...categories.map(({ name }) => ({ name, kind: 'category' as const })),
      ...(whole ? [{ name: whole.name, kind: 'whole' as const }] : []),
      ...reached.map((kind) => ({ name: placeNames[kind], kind })),
    ],
    links: whole
      ? [
          ...categories.map((flow, source) => ({
            source,
            target: categories.length,
            value: spentOf(flow),
            place: 'unpublished' as const,
          })),
          ...toPlaces(whole.to, categories.length),
        ]
      : categories.flatMap(toPlaces),
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

/** All cents of a flow, wherever they went. */
export function spentOf(flow: Record<FlowPlace, number>): number {
  return places.reduce((sum, place) => sum + flow[place], 0);
}
