// Says to a screen reader what an update of the basket changed, and keeps the focus where the person works.
import { useEffect, useRef, useState } from 'react';
import type { SupplierBasketView } from '#app/domain/basket/basket-view.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

type Shown = { totalCents: number; lines: number; choices: string };

/** The live region stands empty in the page from the start: one that is inserted with its text is mostly not read. */
export function BasketStatus({ suppliers, totalCents }: { suppliers: SupplierBasketView[]; totalCents: number }) {
  const { basket: t } = useMessages();
  const locale = useLocale();
  const [text, setText] = useState('');
  const lines = suppliers.reduce((count, part) => count + part.lines.length, 0);
  const choices = suppliers.map(({ choice }) => choice).join(' ');
  const last = useRef<Shown>({ totalCents, lines, choices });
  useEffect(() => {
    const before = last.current;
    last.current = { totalCents, lines, choices };
    const changed = before.totalCents !== totalCents || before.lines !== lines || before.choices !== choices;
    if (!changed) return;
    const total = t.totalNow(formatMoney(totalCents, locale));
    setText(lines < before.lines ? `${t.lineRemoved} ${total}` : total);
  }, [totalCents, lines, choices, t, locale]);
  return (
    <p className="sr-only" role="status">
      {text}
    </p>
  );
}

/** After a removal the focus goes to its undo; after the undo, which takes its own button away, to the line again. */
export function useFocusOfRemoval(removedOfferId: number | undefined): void {
  const last = useRef<number | undefined>(undefined);
  useEffect(() => {
    const restored = last.current;
    last.current = removedOfferId;
    if (removedOfferId !== undefined) document.querySelector<HTMLElement>('button[value="restore"]')?.focus();
    else if (restored !== undefined && document.activeElement === document.body)
      document.querySelector<HTMLElement>(`#quantity-${restored}`)?.focus();
  }, [removedOfferId]);
}
