// A price as its audience must see it: excl. VAT first for organisations, incl. VAT for consumers.
import { useRouteLoaderData } from '@remix-run/react';
import { applyRate } from '#app/domain/shared/money.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

export function useConsumer(): boolean {
  return (useRouteLoaderData('root') as { audience?: string } | undefined)?.audience === 'consumer';
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
