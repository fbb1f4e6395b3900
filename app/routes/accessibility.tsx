import { routeHandler } from '#app/http/answer.server.ts';
import { pageMeta } from '#app/http/meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { TextPage } from '#app/ui/sections.tsx';

export const meta = pageMeta;

export const loader = routeHandler('accessibility', (ctx) => ({ title: ctx.t.accessibility.title }));

export default function AccessibilityPage() {
  return <TextPage page={useMessages().accessibility} />;
}
