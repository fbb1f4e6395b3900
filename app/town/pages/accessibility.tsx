import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { TextPage } from '#app/town/text-page.tsx';

export const meta = pageMeta;

export const loader = routeHandler('town/accessibility', (ctx) => ({ title: ctx.t.accessibility.title }));

export default function AccessibilityPage() {
  return <TextPage page={useMessages().accessibility} />;
}
