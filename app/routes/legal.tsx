import { answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { Sections } from '#app/ui/sections.tsx';

export const meta = titled;

export const loader = answer('legal', (visit) => ({ title: visit.t.legal.title }));

export default function LegalPage() {
  return <Sections page={useMessages().legal} />;
}
