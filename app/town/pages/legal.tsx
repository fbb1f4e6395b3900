import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { TextPage } from '#app/town/text-page.tsx';

export const meta = pageMeta;

export const loader = routeHandler('town/legal', (ctx) => ({ title: ctx.t.legal.title }));

export default function LegalPage() {
  return <TextPage page={useMessages().legal} />;
}
