import { useLoaderData } from '@remix-run/react';
import { translated } from '#app/domain/shared/translated.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { askedLegalText } from '#app/http/legal-texts.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { LegalSections, LegalVersion } from '#app/ui/legal-sections.tsx';

export const meta = pageMeta;

/** A legal text: the version that applies today, or the one that the address names. */
export const loader = routeHandler('town/legal_.$document', (ctx, { params }) => {
  const text = askedLegalText(ctx, params.document);
  return { title: translated(text.title, ctx.locale), text };
});

export default function LegalTextPage() {
  const { title, text } = useLoaderData<typeof loader>();
  const { legal } = useMessages();
  return (
    <div className="wrap section prose">
      <h1>{title}</h1>
      <LegalVersion text={text} />
      <LegalSections text={text} level="h2" />
      <p className="mt-4">
        <a href="/legal">{legal.title}</a>
      </p>
    </div>
  );
}
