import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { formatDate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

type Seller = {
  legalName: string;
  legalForm: string;
  siret: string;
  vatNumber: string | null;
  controlBody: string | null;
  healthMark: string | null;
  email: string;
  phone: string;
  address: string;
  commune: { name: string; postcodes: string[] };
};

/** The supplier's legal identity as the law requires it, and its labels with their certifiers. */
export function LegalIdentity({
  supplier,
  labels,
}: {
  supplier: Seller;
  labels: { label: string; certifier: string; validUntil: string }[];
}) {
  const t = useMessages();
  const locale = useLocale();
  const rows = [
    [supplier.legalName, t.supplier.professional],
    [supplier.legalForm, t.supplier.legalForm],
    [supplier.siret.replace(/(\d{3})(\d{3})(\d{3})(\d{5})/, '$1 $2 $3 $4'), t.supplier.siret],
    [supplier.vatNumber ? t.supplier.vatUnchecked(supplier.vatNumber) : t.supplier.noVat, t.supplier.vatNumber],
    ...(supplier.controlBody ? [[supplier.controlBody, t.supplier.controlBody]] : []),
    ...(supplier.healthMark ? [[supplier.healthMark, t.supplier.healthMark]] : []),
    [`${supplier.address}, ${supplier.commune.postcodes[0]} ${supplier.commune.name}`, t.supplier.address],
    [`${supplier.email} · ${supplier.phone}`, t.supplier.contact],
  ];
  return (
    <div className="panel">
      <h2>{t.supplier.identity}</h2>
      <dl className="mt-2 grid gap-2">
        {rows.map(([value, name]) => (
          <div key={name}>
            <dt className="small">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <h3 className="mt-5">{t.supplier.labels}</h3>
      {labels.length === 0 && <p className="small">{t.supplier.noLabels}</p>}
      <ul className="mt-1 grid gap-2">
        {labels.map(({ label, certifier, validUntil }) => (
          <li key={label}>
            {findOwnValue({ ...t.food.classes, ...t.labels }, label) ?? label}
            <br />
            <span className="small">{t.supplier.labelUntil(certifier, formatDate(validUntil, locale))}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
