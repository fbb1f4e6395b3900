import type { LegalBasis, RetentionCategory } from '#app/domain/erasure/retention.ts';
import { useMessages } from '#app/i18n/language.tsx';

export type NoticeRow = { category: RetentionCategory; bases: LegalBasis[]; terms: string[] };
export type Controller = { name: string; address: string; email: string; phone: string };

/** The privacy notice of the legal page, from the rows of the retention table. */
export function PrivacyNotice({ rows, controller }: { rows: NoticeRow[]; controller: Controller }) {
  const { privacy: t } = useMessages();
  const { name, address, email, phone } = controller;
  return (
    <section id="privacy">
      <h2>{t.title}</h2>
      <p className="mt-2">{t.lead}</p>
      <h3 className="mt-4">{t.controllerTitle}</h3>
      <p>{t.controller(name, address, email, phone)}</p>
      <h3 className="mt-4">{t.keptTitle}</h3>
      <p>{t.keptLead}</p>
      <ul>
        {rows.map(({ category, bases, terms }) => {
          const [title, what] = t.categories[category];
          return (
            <li key={category}>
              <b>{title}</b> ({what}). {t.basis(bases.map((basis) => t.bases[basis]).join(', '))}{' '}
              {t.kept(terms.join(', '))}
            </li>
          );
        })}
      </ul>
      <h3 className="mt-4">{t.recipientsTitle}</h3>
      <TextList texts={t.recipients} />
      <h3 className="mt-4">{t.rightsTitle}</h3>
      <TextList texts={t.rights} />
      <p>
        {t.authority} <a href="https://www.cnil.fr/fr/plaintes">{t.authorityName}</a>
      </p>
    </section>
  );
}

function TextList({ texts }: { texts: string[] }) {
  return (
    <ul>
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
