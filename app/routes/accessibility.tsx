import { answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { Sections } from '#app/ui/sections.tsx';

export const meta = titled;

export const loader = answer('accessibility', (visit) => ({ title: visit.t.accessibility.title }));

export default function AccessibilityPage() {
  return <Sections page={useMessages().accessibility} />;
}
