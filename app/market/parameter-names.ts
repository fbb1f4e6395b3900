import { useMessages } from '#app/i18n/language.tsx';

/** Labels of the search parameters. */
export function useParameterNames(): Record<string, string> {
  const t = useMessages();
  const score = (pillar: string) => `${t.discovery.scores} (${pillar.toLowerCase()})`;
  return {
    category: t.catalogue.category,
    kind: t.catalogue.kind,
    supplier: t.catalogue.supplier,
    supplier_type: t.discovery.supplierType,
    label: t.discovery.label,
    thing: t.attributeFilters.thing,
    attribute: t.attributeFilters.attribute,
    minimum: t.discovery.scores,
    score_min: score(t.catalogue.overall),
    eco_min: score(t.pillars.eco),
    soc_min: score(t.pillars.soc),
    env_min: score(t.pillars.env),
    declared: t.discovery.declared,
    evidence: t.catalogue.evidence,
    in_stock: t.catalogue.inStock,
    price_max: t.catalogue.priceMaxShort,
    within_km: t.catalogue.within,
    near: t.catalogue.place,
    day: t.when.day,
    time: t.when.time,
    by: t.discovery.by,
    sort: t.catalogue.sort,
  };
}
