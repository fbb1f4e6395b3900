// Where the town's euros go, as ribbons from category to place; the table beside it says the same.
import { sankey, sankeyLinkHorizontal } from 'd3-sankey';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatEuros } from '#app/i18n/format.ts';

export type Flow = { key: string; name: string; near: number; elsewhere: number; unknown: number };
type Node = { name: string; kind: 'category' | Place };
type Place = 'near' | 'elsewhere' | 'unknown';

const places = ['near', 'elsewhere', 'unknown'] as const;
const [width, height, label] = [820, 440, 220];

/** Drawn on the server; hidden from a screen reader, which has the table. */
export function Flows({ flows }: { flows: Flow[] }) {
  const t = useMessages().observatory;
  const locale = useLocale();
  const nodes: Node[] = [
    ...flows.map(({ name }) => ({ name, kind: 'category' as const })),
    ...places.map((kind) => ({ name: t.places[kind], kind })),
  ];
  const links = flows.flatMap((flow, source) =>
    places.flatMap((place, i) => (flow[place] > 0 ? [{ source, target: flows.length + i, value: flow[place] }] : [])),
  );
  const used = new Set(links.flatMap(({ source, target }) => [source, target]));
  const kept = nodes.flatMap((_, i) => (used.has(i) ? [i] : []));
  const at = new Map(kept.map((old, i) => [old, i]));
  const drawn = sankey<Node, object>()
    .nodeWidth(10)
    .nodePadding(14)
    .extent([
      [label, 8],
      [width - label, height - 8],
    ])({
    nodes: kept.map((i) => ({ ...nodes[i]! })),
    links: links.map(({ source, target, value }) => ({ source: at.get(source)!, target: at.get(target)!, value })),
  });
  const path = sankeyLinkHorizontal();
  return (
    <svg className="flows" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {drawn.links.map((link, i) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, on the server
          key={i}
          d={path(link as never) ?? ''}
          className={`flow ${(link.target as unknown as Node).kind}`}
          strokeWidth={Math.max(1, link.width ?? 0)}
        />
      ))}
      {drawn.nodes.map((node) => {
        const left = node.kind === 'category';
        const middle = ((node.y0 ?? 0) + (node.y1 ?? 0)) / 2;
        return (
          <g key={`${node.kind} ${node.name}`}>
            <rect
              x={node.x0}
              y={node.y0}
              width={10}
              height={Math.max(1, (node.y1 ?? 0) - (node.y0 ?? 0))}
              className={`flow-node ${node.kind}`}
            />
            <text x={left ? label - 8 : width - label + 8} y={middle + 4} textAnchor={left ? 'end' : 'start'}>
              {node.name} <tspan className="flow-value">{formatEuros(node.value ?? 0, locale)}</tspan>
            </text>
          </g>
        );
      })}
    </svg>
  );
}
