import { useLoaderData } from '@remix-run/react';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { TextPage } from '#app/town/text-page.tsx';

export const meta = pageMeta;

export const loader = routeHandler('town/accessibility', (ctx) => ({
  title: ctx.t.accessibility.title,
  contact: ctx.town.contact.email,
}));

export default function AccessibilityPage() {
  const { contact } = useLoaderData<typeof loader>();
  const { sections, ...page } = useMessages().accessibility;
  return <TextPage page={{ ...page, sections: sections(contact) }} />;
}
