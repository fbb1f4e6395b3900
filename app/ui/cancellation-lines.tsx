import type { CancellationTier } from '#app/domain/calendar/cancellation.ts';
import { formatCancellationTiers } from '#app/i18n/format-cancellation.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { usePriceReading } from './price-amounts.tsx';

/** The terms of cancelling what is booked, as items of a list; the withdrawal of consumers for readers who may be some. */
export function CancellationLines({ tiers }: { tiers: readonly CancellationTier[] }) {
  const t = useMessages();
  return (
    <>
      <li>{formatCancellationTiers(tiers, t)}</li>
      <li>{t.cancelTerms.seller}</li>
      {usePriceReading() !== 'net' && <li>{t.cancelTerms.withdrawal}</li>}
    </>
  );
}
