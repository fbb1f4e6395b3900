import { localDay } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { type LegalDocument, legalDocuments, type StatutoryText } from '#app/domain/shared/legal-text.ts';
import { getLegalText, legalTextOn, type StoredLegalText } from '#app/domain/shared/legal-texts.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { RequestContext } from './request-context.server.ts';

/** The text of an address, in the version that its query names or that applies today. Throws NotFound. */
export function askedLegalText(ctx: RequestContext, name: string | undefined): StoredLegalText {
  const document = legalDocuments.find((one) => one === name);
  if (!document) throw new NotFound(`legal text ${name}`);
  const version = ctx.url.searchParams.get('version');
  return version === null ? currentLegalText(ctx, document) : getLegalText(document, version);
}

/** The version that applies today. */
export function currentLegalText(ctx: Pick<RequestContext, 'now' | 'town'>, document: LegalDocument): StoredLegalText {
  return legalTextOn(document, localDay(ctx.now, ctx.town));
}

/** Titles of texts that apply today, as links to their pages. */
export function legalLinks(ctx: RequestContext, documents: readonly (LegalDocument | StatutoryText)[]) {
  return documents.map((document) => ({
    href: `/legal/${document}`,
    label: translated(currentLegalText(ctx, document).title, ctx.locale),
  }));
}
