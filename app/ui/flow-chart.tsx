// The flow of euros as ribbons from category to place; the table beside it has the same data.
import {
  type DrawnNode,
  type Flow,
  layOutFlows,
  nodeWidth,
  places,
  spentOf,
  type WholeFlow,
} from '#app/domain/reporting/flows.ts';
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
    <div className="panel" role="group" aria-label={t.flows}>
      <FlowRows flows={whole ? [...flows, { ...whole.to, name: whole.name }] : flows} />
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

/** The same on a narrow window, downwards: a bar for each category, parted by place. */
function FlowRows({ flows }: { flows: readonly Flow[] }) {
  const t = useMessages().observatory;
  const locale = useLocale();
  const drawn = flows.filter((flow) => spentOf(flow) > 0);
  const maxCents = Math.max(1, ...drawn.map(spentOf));
  const used = places.filter((place) => drawn.some((flow) => flow[place] > 0));
  return (
    <div className="flow-rows" aria-hidden="true">
      <ul className="flow-legend">
        {used.map((place) => (
          <li key={place} className={place}>
            {t.places[place]}
          </li>
        ))}
      </ul>
      {drawn.map((flow) => (
        <p key={flow.name}>
          <span>{flow.name}</span> <span className="n">{formatEuros(spentOf(flow), locale)}</span>
          <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
            {used.map((place, i) => (
              <rect
                key={place}
                className={`flow-node ${place}`}
                x={(1000 * used.slice(0, i).reduce((sum, before) => sum + flow[before], 0)) / maxCents}
                width={(1000 * flow[place]) / maxCents}
                height="10"
              />
            ))}
          </svg>
        </p>
      ))}
    </div>
  );
}

function placeOf({ kind, x, y, height }: DrawnNode) {
  const middle = y + height / 2 + 4;
  if (kind === 'category') return { x: label - 8, y: middle, textAnchor: 'end' as const };
  if (kind === 'whole') return { x: x + nodeWidth / 2, y: y - 10, textAnchor: 'middle' as const };
  return { x: width - label + 8, y: middle, textAnchor: 'start' as const };
}
