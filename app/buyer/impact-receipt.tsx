import type { Figure, ReceiptLine, ReceiptView } from '#app/documents/receipt.server.ts';
import { useMessages } from '#app/i18n/language.tsx';

type Pictured = ReceiptLine & { qr: string };

/** Printable impact receipt of an order: each figure shows its sources, each line has the code that verifies it. */
export function ImpactReceipt({ view }: { view: Omit<ReceiptView, 'lines'> & { lines: Pictured[] } }) {
  const t = useMessages().receipt;
  return (
    <article>
      <h1>{view.title}</h1>
      <p className="lead mt-2">{t.lead}</p>
      <dl className="mt-4 flex flex-wrap gap-x-10 gap-y-2">
        {view.facts.map(([name, value]) => (
          <div key={name}>
            <dt className="small">{name}</dt>
            <dd className="font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      <section className="panel mt-6">
        <h2>{t.whole}</h2>
        <Figures figures={view.sums} />
      </section>
      {view.lines.map((line) => (
        <Line key={line.line} line={line} />
      ))}
      {view.corrections.length > 0 && (
        <section className="section">
          <h2>{t.corrections}</h2>
          <ul className="mt-2 grid gap-1">
            {view.corrections.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      <section className="section">
        <h2>{t.proof}</h2>
        <p className="mt-2">{t.proofLead}</p>
        <p className="mt-2">{view.trust}</p>
        <p className="small mt-3">{t.checkpoint}</p>
        <pre className="panel mt-1 font-mono text-small whitespace-pre-wrap break-all">{view.note}</pre>
        <p className="small mt-3">{t.key}</p>
        <p className="font-mono text-small break-all">{view.key}</p>
        <p className="small mt-3">{view.versions}</p>
      </section>
    </article>
  );
}

function Line({ line }: { line: Pictured }) {
  const t = useMessages().receipt;
  return (
    <section className="panel receipt-line mt-5" id={`line-${line.line}`}>
      <div>
        <h2>{line.title}</h2>
        <p className="small">
          {line.supplier} · {line.entry}
          {line.corrected && ` · ${t.corrected}`}
        </p>
        <p className="small">{line.times}</p>
        <Figures figures={line.figures} />
      </div>
      <p className="receipt-code">
        <img src={line.qr} alt={t.qr(line.line)} width="150" height="150" />
        <a className="small no-print" href={line.verify} aria-label={t.verifyOf(line.line)}>
          {t.verify}
        </a>
      </p>
    </section>
  );
}

function Figures({ figures }: { figures: Figure[] }) {
  return (
    <dl className="figures mt-3">
      {figures.map(({ name, value, how }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <b>{value}</b>
            {how.length > 0 && (
              <ul className="small">
                {how.map(({ text, href }) => (
                  <li key={text}>{href ? <a href={href}>{text}</a> : text}</li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
