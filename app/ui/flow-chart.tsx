// The flow of euros as ribbons from category to place; the table beside it has the same data.
import { type Flow, layOutFlows, nodeWidth } from '#app/domain/reporting/flows.ts';
import { formatEuros } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

const [width, label] = [820, 220];

/** Drawn on the server; hidden from screen readers, which have the table. */
export function FlowChart({ flows }: { flows: Flow[] }) {
  const t = useMessages().observatory;
  const locale = useLocale();
  const height = Math.min(440, 130 + 26 * flows.length);
  const { ribbons, nodes } = layOutFlows(flows, t.places, { from: label, to: width - label, height });
  return (
    <div className="panel overflow-x-auto" tabIndex={0} role="group" aria-label={t.flows}>
      <svg className="flows" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {ribbons.map(({ path, place, width: wide }) => (
          <path key={path} d={path} className={`flow ${place}`} strokeWidth={wide} />
        ))}
        {nodes.map((node) => {
          const left = node.kind === 'category';
          return (
            <g key={`${node.kind} ${node.name}`}>
              <rect x={node.x} y={node.y} width={nodeWidth} height={node.height} className={`flow-node ${node.kind}`} />
              <text
                x={left ? label - 8 : width - label + 8}
                y={node.y + node.height / 2 + 4}
                textAnchor={left ? 'end' : 'start'}
              >
                {node.name} <tspan className="flow-value">{formatEuros(node.cents, locale)}</tspan>
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
