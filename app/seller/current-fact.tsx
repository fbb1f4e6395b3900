import type { Freshness } from '#app/domain/evidence/evidence.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { formatDate, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

type Fact = {
  value: number;
  level: 'L1' | 'L2' | 'L2P' | 'L3' | 'L4';
  datedOn: string;
  freshness: Freshness;
  expiresOn: string;
  goneOn: string;
} | null;

/** The fact in force for a criterion, and its expiry date. */
export function CurrentFact({ fact, unit }: { fact: Fact; unit: string }) {
  const t = useMessages();
  const messages = t.evidence;
  const locale = useLocale();
  return (
    <section className="panel">
      <h2>{messages.now}</h2>
      {fact ? (
        <>
          <p className="headline-price">
            <b>{formatNumber(fact.value, locale, 1)}</b> {findOwnValue(t.score.units, unit) ?? unit}
          </p>
          <p>
            {t.levels[fact.level]}, {t.score.dated(formatDate(fact.datedOn, locale))}
          </p>
          <p className={fact.freshness === 'counting' ? 'small' : 'font-semibold text-brick'}>
            {messages.freshness[fact.freshness](
              formatDate(fact.freshness === 'expired' ? fact.goneOn : fact.expiresOn, locale),
            )}
          </p>
        </>
      ) : (
        <p>{messages.nothing}</p>
      )}
    </section>
  );
}
