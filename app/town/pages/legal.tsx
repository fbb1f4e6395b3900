import { useLoaderData } from '@remix-run/react';
import { legalDocuments } from '#app/domain/shared/legal-text.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { legalLinks } from '#app/http/legal-texts.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { TextPage } from '#app/town/text-page.tsx';
import { DocumentLinks } from '#app/ui/document-links.tsx';

export const meta = pageMeta;

export const loader = routeHandler('town/legal', (ctx) => ({
  title: ctx.t.legal.title,
  texts: legalLinks(ctx, legalDocuments),
}));

export default function LegalPage() {
  const { texts } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <TextPage page={t.legal}>
      <section>
        <h2>{t.agreements.allTexts}</h2>
        <DocumentLinks documents={texts} />
      </section>
    </TextPage>
  );
}
