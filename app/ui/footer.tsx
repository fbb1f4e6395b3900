import { useMessages } from '#app/i18n/language.tsx';
import { useRootData } from './root-data.ts';

export function Footer() {
  const t = useMessages();
  return (
    <footer className="foot mt-16 border-t border-line bg-paper py-8">
      <nav className="wrap small flex flex-wrap gap-x-6 gap-y-2" aria-label={t.nav.foot}>
        <a href="/seasons">{t.season.calendar.link}</a>
        <a href="/sell">{t.nav.sell}</a>
        <a href="/ranking">{t.foot.ranking}</a>
        <a href="/legal">{t.foot.legal}</a>
        <a href="/accessibility">{t.foot.accessibility}</a>
        <a href="/eco-design">{t.foot.ecoDesign}</a>
        <a href="/security">{t.foot.security}</a>
        <a href="/api/v1/openapi.json">{t.foot.api}</a>
        {useRootData()?.isDemonstration && t.fictional}
      </nav>
    </footer>
  );
}
