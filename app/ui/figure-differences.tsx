import type { FigureDifference } from '#app/domain/claims/claim-kinds.ts';
import { useMessages } from '#app/i18n/language.tsx';

/** Figures of a text beside those on file; nothing without a difference. */
export function FigureDifferences({ of }: { of: readonly FigureDifference[] }) {
  const messages = useMessages().claimTexts;
  if (of.length === 0) return null;
  return (
    <ul className="notice care">
      {of.map(({ figure, stated, filed }) => (
        <li key={`${figure} ${stated}`}>{messages.difference(messages.figures[figure], stated, filed)}</li>
      ))}
    </ul>
  );
}
