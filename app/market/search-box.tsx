import { useLocation } from '@remix-run/react';
import { useMessages } from '#app/i18n/language.tsx';

/** The search field, with suggestions when scripts run (public/market.js). Their messages are in the markup. */
export function SearchBox({ text = '', placeholder }: { text?: string; placeholder?: string }) {
  const t = useMessages();
  const { suggest } = t.discovery;
  const lang = new URLSearchParams(useLocation().search).get('lang');
  return (
    <div className="searchbox" id="search" data-suggest data-recent={suggest.recent} data-forget={suggest.forget}>
      <input
        type="search"
        name="q"
        defaultValue={text}
        aria-label={t.searchLabel}
        placeholder={placeholder}
        autoComplete="off"
      />
      {lang && <input type="hidden" name="lang" value={lang} />}
      <button type="submit">{t.search}</button>
      <script type="module" src="/market.js" />
    </div>
  );
}
