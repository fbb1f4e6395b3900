import { useMessages } from '#app/i18n/context.tsx';

export function CatalogueRefused({
  refusal,
}: {
  refusal: { parameter: string; reason: 'invalid' | 'composite-for-consumer' };
}) {
  const t = useMessages();
  return (
    <div className="wrap section grid gap-4">
      <h1>{t.catalogue.refusedTitle}</h1>
      <p className="notice care" role="alert">
        {refusal.reason === 'invalid'
          ? t.catalogue.badParameter(refusal.parameter)
          : t.catalogue.consumerRefused(refusal.parameter)}
      </p>
      <p>
        <a className="button main" href="/offers">
          {t.catalogue.start}
        </a>
      </p>
    </div>
  );
}
