import { useLoaderData } from '@remix-run/react';
import { legalDocuments } from '#app/domain/shared/legal-text.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { legalLinks } from '#app/http/legal-texts.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { PrivacyNotice } from '#app/town/privacy-notice.tsx';
import { controllerOf, privacyRows } from '#app/town/privacy-rows.server.ts';
import { TextPage } from '#app/town/text-page.tsx';
import { DocumentLinks } from '#app/ui/document-links.tsx';

export const meta = pageMeta;

export const loader = routeHandler('town/legal', (ctx) => ({
  title: ctx.t.legal.title,
  isDemonstration: ctx.services.isDemonstration,
  texts: legalLinks(ctx, legalDocuments),
  controller: controllerOf(ctx.town),
  rows: privacyRows(ctx.t),
}));

export default function LegalPage() {
  const { isDemonstration, texts, controller, rows } = useLoaderData<typeof loader>();
  const t = useMessages();
  const { name, address, email, phone } = controller;
  const publisher = t.legal.publisher(`${name}, ${address}, ${email}, ${phone}`);
  return (
    <TextPage page={{ ...t.legal, lead: isDemonstration ? t.legal.lead : publisher }}>
      <PrivacyNotice rows={rows} controller={controller} />
      <section>
        <h2>{t.agreements.allTexts}</h2>
        <DocumentLinks documents={texts} />
      </section>
    </TextPage>
  );
}
