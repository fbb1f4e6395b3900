import { answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { Sections } from '#app/ui/sections.tsx';

export const meta = titled;

export const loader = answer('eco-design', (visit) => ({ title: visit.t.eco.title }));

export default function EcoPage() {
  return <Sections page={useMessages().eco} />;
}
