import { useLocation } from '@remix-run/react';
import { useMessages } from '#app/i18n/language.tsx';

export function Pager({ page, last, search }: { page: number; last: number; search: string }) {
  const t = useMessages();
  const { pathname } = useLocation();
  if (last === 1) return null;
  const to = (n: number) => {
    const params = new URLSearchParams(search);
    params.set('page', String(n));
    return `${pathname}?${params}`;
  };
  return (
    <nav className="small mt-6 flex items-center gap-4" aria-label={t.pages.label}>
      {page > 1 && (
        <a className="button quiet" rel="prev" href={to(page - 1)}>
          {t.pages.previous}
        </a>
      )}
      {t.pages.of(page, last)}
      {page < last && (
        <a className="button quiet" rel="next" href={to(page + 1)}>
          {t.pages.next}
        </a>
      )}
    </nav>
  );
}
