// A price as its audience must see it: excl. VAT first for organisations, incl. VAT for consumers.
import { applyRate } from '#app/domain/shared/money.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { useRootData } from './root-data.ts';

export function useConsumer(): boolean {
  return useRootData()?.audience === 'consumer';
}

export function Price({ cents, vatBasisPoints }: { cents: number; vatBasisPoints: number }) {
  const t = useMessages();
  const locale = useLocale();
  const consumer = useConsumer();
  const shown = consumer ? cents + applyRate(cents, vatBasisPoints) : cents;
  return (
    <>
      <b>{formatMoney(shown, locale)}</b> {consumer ? t.ttc : t.ht}
    </>
  );
}
