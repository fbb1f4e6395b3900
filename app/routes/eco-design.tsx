import { routeHandler } from '#app/http/answer.server.ts';
import { pageMeta } from '#app/http/meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { TextPage } from '#app/ui/sections.tsx';

export const meta = pageMeta;

export const loader = routeHandler('eco-design', (ctx) => ({ title: ctx.t.eco.title }));

export default function EcoPage() {
  return <TextPage page={useMessages().eco} />;
}
