import type { ReactNode } from 'react';
import { useMessages } from '#app/i18n/language.tsx';

/** Empty state: says why, and links to the market. */
export function EmptyPanel({ children }: { children: ReactNode }) {
  const t = useMessages();
  return (
    <div className="panel mt-6 grid gap-3">
      {children}
      <p>
        <a className="button main" href="/offers">
          {t.basket.toMarket}
        </a>
      </p>
    </div>
  );
}
