import type { LegalText } from '#app/domain/shared/legal-text.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

/** The sections of a legal text. `level` is that of their headings. */
export function LegalSections({ text, level: Heading }: { text: LegalText; level: 'h2' | 'h3' }) {
  const locale = useLocale();
  return text.sections.map(({ heading, text }) => (
    <section key={heading.fr}>
      <Heading>{translated(heading, locale)}</Heading>
      <p className="mt-1 whitespace-pre-line">{translated(text, locale)}</p>
    </section>
  ));
}

/** The version of a legal text, and where it can be downloaded. */
export function LegalVersion({ text: { document, version, title } }: { text: LegalText }) {
  const t = useMessages().agreements;
  const locale = useLocale();
  return (
    <p className="small">
      {t.version(version)} ·{' '}
      <a href={`/legal/${document}.pdf?version=${version}`}>{t.download(translated(title, locale))}</a>
    </p>
  );
}
