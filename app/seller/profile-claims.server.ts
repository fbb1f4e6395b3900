// Claims in a supplier's own texts that no evidence could make lawful: the form says so beside the field.
import { judgeText } from '#app/domain/claims/judge-text.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

type ProfileTexts = { headlineFr: string; headlineEn: string; storyFr: string; storyEn: string };

/** A message for each field whose changed text is refused; a text that only waits has none. */
export function claimErrors(
  { t }: Pick<RequestContext, 't'>,
  { headline, story }: Supplier,
  typed: ProfileTexts,
): Record<string, string> {
  const before = new Set([headline.fr, headline.en, story.fr, story.en]);
  return Object.fromEntries(
    Object.entries(typed).flatMap(([field, text]) => {
      const finding = before.has(text) ? null : judgeText(text).findings.find(({ verdict }) => verdict === 'refused');
      return finding ? [[field, t.offerEditor.claim(finding.found, t.claimTexts.instead[finding.kind])]] : [];
    }),
  );
}
