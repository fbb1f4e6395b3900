// Statutory texts for whoever buys: whole at the checkout, elsewhere their first words with a link.
import type { LegalText } from '#app/domain/shared/legal-text.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { LegalSections, LegalVersion } from './legal-sections.tsx';

/** Whole texts, each under its title; the sentences on alcohol stand open. */
export function StatutoryTexts({ texts }: { texts: readonly LegalText[] }) {
  const locale = useLocale();
  return texts.map((text) => (
    <details key={text.document} className="small" open={text.document === 'alcohol'}>
      <summary>{translated(text.title, locale)}</summary>
      <div className="mt-2 grid gap-2">
        <LegalSections text={text} level="h3" />
        <LegalVersion text={text} />
      </div>
    </details>
  ));
}

/** The first section of each text and a link to the rest; both sentences of the one on alcohol. */
export function StatutoryNotes({ texts }: { texts: readonly LegalText[] }) {
  const t = useMessages().agreements;
  const locale = useLocale();
  if (texts.length === 0) return null;
  return (
    <section className="panel small grid gap-2">
      <h2>{t.rights}</h2>
      {texts.map(({ document, title, sections }) => (
        <p key={document}>
          <b>{translated(title, locale)}.</b>{' '}
          {sections
            .slice(0, document === 'alcohol' ? undefined : 1)
            .map(({ text }) => translated(text, locale))
            .join(' ')}{' '}
          <a href={`/legal/${document}`}>{t.readAll(translated(title, locale))}</a>
        </p>
      ))}
    </section>
  );
}
