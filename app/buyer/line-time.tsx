import { isOnSite, readTime } from '#app/domain/calendar/booked-time.ts';
import type { PreviewLine } from '#app/domain/checkout/order-preview.ts';
import { formatCancellation } from '#app/i18n/format-cancellation.ts';
import { formatTime } from '#app/i18n/format-time.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

/** For when a line is booked, where, and how it can be cancelled. */
export function LineTime({ line, supplier }: { line: PreviewLine; supplier: string }) {
  const t = useMessages();
  const locale = useLocale();
  const time = readTime(line.time);
  if (!time) return null;
  const visited = time.way === 'appointment' ? `, ${t.delivery.visit.toLowerCase()}` : '';
  const at = isOnSite(time) ? `, ${line.place || t.booking.at(supplier)}` : visited;
  return (
    <>
      <b className="block">
        {formatTime(time, t, locale)}
        {at}
      </b>
      <span className="block">
        {formatCancellation(line.cancellation, t, locale)} {t.cancelTerms.seller}{' '}
        {line.basis === 'gross' && t.cancelTerms.withdrawal}
      </span>
    </>
  );
}
