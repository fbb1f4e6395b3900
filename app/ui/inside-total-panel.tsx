import type { InsideTotal } from '#app/domain/reporting/inside-total.server.ts';
import { formatDateTime, formatEuros } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

/** The reader's own lines inside the town's published total, and the file that shows it; null: none are, yet. */
export function InsideTotalPanel({ inside, file }: { inside: InsideTotal | null; file: string }) {
  const t = useMessages().insideTotal;
  const locale = useLocale();
  return (
    <section className="panel no-print mt-6 grid gap-2">
      <h2 className="!mt-0">{t.title}</h2>
      {inside === null ? (
        <p>{t.waiting}</p>
      ) : (
        <>
          <p>
            {inside.checked
              ? t.inside(
                  t.lines(inside.lines),
                  formatEuros(inside.cents, locale),
                  formatEuros(inside.townCents, locale),
                  formatDateTime(inside.at, locale),
                )
              : t.differs}
          </p>
          <p className="small">{t.how}</p>
          <p>
            <a className="button quiet" href={file} download>
              {t.download}
            </a>
          </p>
        </>
      )}
    </section>
  );
}
