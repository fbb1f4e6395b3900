import type { SupplierSummary } from '#app/domain/search/supplier-summaries.server.ts';
import { formatDistance } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { ScoreSentence } from '#app/ui/score-sentence.tsx';
import { ThingPicture } from '#app/ui/thing-picture.tsx';

export function SupplierCard({
  supplier,
  composites,
  compare = false,
}: {
  supplier: SupplierSummary;
  composites: boolean;
  compare?: boolean;
}) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <li className="card">
      <ThingPicture thing={supplier.thing} name={supplier.name} supplier={supplier.slug} />
      <h3>
        <a href={`/suppliers/${supplier.slug}`}>{supplier.name}</a>
      </h3>
      <p lang={supplier.headlineLang}>{supplier.headline}</p>
      <p className="small mb-2">
        {supplier.commune && `${supplier.commune} · ${formatDistance(supplier.distanceMeters, locale)} · `}
        {t.count.offers(supplier.offers)}
      </p>
      <ScoreSentence
        score={composites ? supplier.score : null}
        evidence={supplier.evidence}
        labels={supplier.labels}
        size="card"
      />
      {compare && (
        <label className="check relative z-1 mt-3">
          <input type="checkbox" name="s" value={supplier.slug} aria-label={t.supplier.pick(supplier.name)} />{' '}
          {t.supplier.compare}
        </label>
      )}
    </li>
  );
}
