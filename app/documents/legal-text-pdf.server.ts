// A legal text as PDF, so that whoever signs or buys can keep it.
import type { LegalText } from '#app/domain/shared/legal-text.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { Messages } from '#app/i18n/messages.ts';
import { PdfFlow } from './pdf-flow.server.ts';

/** The same text and language give the same bytes. */
export function renderLegalText(text: LegalText, t: Messages, locale: Locale, author: string): Promise<Uint8Array> {
  const title = translated(text.title, locale);
  const flow = new PdfFlow({ title, lang: locale, at: new Date(`${text.version}T12:00:00Z`), author });
  flow.title(title);
  flow.note(t.agreements.version(text.version));
  for (const { heading, text: body } of text.sections) {
    flow.heading(translated(heading, locale));
    for (const paragraph of translated(body, locale).split('\n')) flow.text(paragraph);
  }
  return flow.finish(t.agreements.textPage, t.invoices.lacking);
}
