import type { ClaimComment } from '#app/domain/evidence/claim-reports.server.ts';
import { formatDate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

/** Comments of readers, stewards and the supplier under a criterion. */
export function ClaimComments({ comments }: { comments: Pick<ClaimComment, 'by' | 'text' | 'at'>[] }) {
  const messages = useMessages().evidence;
  const locale = useLocale();
  if (comments.length === 0) return null;
  return (
    <ul className="grid gap-2">
      {comments.map(({ by, text, at }) => (
        <li key={at + by} className={by === 'reader' ? 'notice care' : 'notice'}>
          <span className="small">
            {messages.words[by]}, {formatDate(at, locale)}
          </span>
          <p>{text}</p>
        </li>
      ))}
    </ul>
  );
}
