// "My product does not appear": every reason, each with the button that fixes it.
import type { VisibilityIssue } from '#app/domain/catalogue/visibility.ts';
import { useMessages } from '#app/i18n/language.tsx';

export function WhyHidden({ reasons, title }: { reasons: VisibilityIssue[]; title: string }) {
  const m = useMessages();
  const t = m.seller.why;
  if (reasons.length === 0) return null;
  const hidden = reasons.some((reason) => reason.hides);
  return (
    <section className="panel" id="visible">
      <h2>{hidden ? title : t.visible}</h2>
      <ul className="rows">
        {reasons.map(({ reason, to }) => (
          <li key={reason} className="row-act">
            <span>{t.reasons[reason]}</span>
            {to && (
              <a className="button" href={to} aria-label={`${t.fix}${m.colon}${t.reasons[reason]}`}>
                {t.fix}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
