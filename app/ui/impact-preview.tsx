import type { ImpactSummary } from '#app/domain/basket/impact-input.server.ts';
import type { FigureFault } from '#app/domain/impact/frame.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { ImpactFigures } from './impact-figures.tsx';

type Reference = { id: string; name: string };

type Preview = { impact: ImpactSummary; reference: Reference | null; figureFaults: readonly FigureFault[] };

/** The impact of one unit of an offer, with its reference or the reasons why it has no figure. */
export function ImpactPreview({ preview, lead }: { preview: Preview; lead: string }) {
  const t = useMessages();
  const { impact, reference, figureFaults } = preview;
  return (
    <section className="panel">
      <h2>{t.offer.impact}</h2>
      <p className="small mt-1 mb-4">{lead}</p>
      <ImpactFigures
        impact={impact}
        reference={reference && <ReferenceLink {...reference} />}
        whyNone={figureFaults.length > 0 ? <WhyNone faults={figureFaults} /> : undefined}
      />
    </section>
  );
}

function ReferenceLink({ id, name }: Reference) {
  const { offer } = useMessages();
  return (
    <p className="small">
      <a href={`/factors/${id}`}>{offer.reference(name)}</a>
    </p>
  );
}

/** Why an offer stands outside the frame of its reference. */
function WhyNone({ faults }: { faults: readonly FigureFault[] }) {
  const { figures } = useMessages();
  return (
    <div className="small">
      <p>{figures.none}</p>
      <ul className="list-disc pl-5">
        {faults.map((fault) => (
          <li key={fault}>{figures.faults[fault]}</li>
        ))}
      </ul>
    </div>
  );
}
