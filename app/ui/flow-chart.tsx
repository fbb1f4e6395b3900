// The flow of euros as ribbons from category to place; the table beside it has the same data.
import { type DrawnNode, type Flow, layOutFlows, nodeWidth, type WholeFlow } from '#app/domain/reporting/flows.ts';
import { formatEuros } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

const [width, label] = [820, 220];

/** Drawn on the server; hidden from screen readers, which have the table. */
export function FlowChart({ flows, whole = null }: { flows: Flow[]; whole?: WholeFlow | null }) {
  const t = useMessages().observatory;
  const locale = useLocale();
  const height = Math.min(440, 130 + 26 * flows.length);
  const { ribbons, nodes } = layOutFlows(flows, t.places, { from: label, to: width - label, height }, whole);
  return (
    <div className="panel overflow-x-auto" tabIndex={0} role="group" aria-label={t.flows}>
      <svg className="flows" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {ribbons.map(({ path, place, width: wide }) => (
          <path key={path} d={path} className={`flow ${place}`} strokeWidth={wide} />
        ))}
        {nodes.map((node) => (
          <g key={`${node.kind} ${node.name}`}>
            <rect x={node.x} y={node.y} width={nodeWidth} height={node.height} className={`flow-node ${node.kind}`} />
            <text {...placeOf(node)}>
              {node.name} <tspan className="flow-value">{formatEuros(node.cents, locale)}</tspan>
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

function placeOf({ kind, x, y, height }: DrawnNode) {
  const middle = y + height / 2 + 4;
  if (kind === 'category') return { x: label - 8, y: middle, textAnchor: 'end' as const };
  if (kind === 'whole') return { x: x + nodeWidth / 2, y: y - 10, textAnchor: 'middle' as const };
  return { x: width - label + 8, y: middle, textAnchor: 'start' as const };
}
