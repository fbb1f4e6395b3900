import { isPartOpen } from '#app/domain/orders/part.ts';
import { formatDay, formatMass, formatMoney } from '#app/i18n/format.ts';
import { formatHours } from '#app/i18n/format-time.ts';
import { formatWeight } from '#app/i18n/format-weight.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import type { PartView } from './part-view.server.ts';

/** The lines to prepare, with buyer, place and day. */
export function PartLines({ part, slug }: { part: PartView; slug: string }) {
  const t = useMessages();
  const messages = t.fulfilment;
  const locale = useLocale();
  return (
    <section className="panel">
      <h2>{isPartOpen(part.state) ? messages.lines : messages.linesDone}</h2>
      <p className="mt-2">
        {t.delivery[part.choice]}
        {part.deliverOn && `, ${formatDay(part.deliverOn, locale)} ${formatHours(part.deliverHours, t)}`.trimEnd()}
      </p>
      <ul className="rows mt-2">
        {part.lines.map((line) => (
          <li key={line.line} className="row-act">
            <span>
              <b>{line.quantity}</b> × {line.name}
              {(line.quantity !== line.ordered || line.name !== line.orderedName) && (
                <span className="small">
                  {' '}
                  {messages.was(line.ordered)} × {line.orderedName}
                </span>
              )}
            </span>
            <span className="small">
              {line.weighing && line.weighing.grams === null && <b>{t.weighed.toWeigh} · </b>}
              {line.weighing?.grams && `${t.weighed.packed(formatWeight(line.weighing.grams, locale))} · `}
              {!line.weighing && line.massGrams > 0 && `${formatMass(line.massGrams, locale)} · `}
              {formatMoney(line.htCents, locale)} {t.ht}
            </span>
          </li>
        ))}
      </ul>
      <dl className="facts mt-4">
        <div>
          <dt>{messages.where}</dt>
          <dd>{part.where}</dd>
        </div>
        <div>
          <dt>{messages.contact}</dt>
          <dd>{part.contact}</dd>
        </div>
        {part.references && (
          <div>
            <dt>{messages.buyerReferences}</dt>
            <dd>{part.references}</dd>
          </div>
        )}
        {part.note && (
          <div>
            <dt>{messages.note}</dt>
            <dd>{part.note}</dd>
          </div>
        )}
      </dl>
      <p className="no-print mt-3">
        <a href={`/supplier/${slug}/orders/slips?order=${part.orderId}`}>{messages.slips}</a>
      </p>
    </section>
  );
}
