import { useMessages } from '#app/i18n/context.tsx';

export function CatalogueRefused({
  refusal,
}: {
  refusal: { parameter: string; reason: 'invalid' | 'composite-for-consumer' | 'territory-for-public' };
}) {
  const t = useMessages();
  return (
    <div className="wrap section grid gap-4">
      <h1>{t.catalogue.refusedTitle}</h1>
      <p className="notice care" role="alert">
        {{
          invalid: t.catalogue.badParameter,
          'composite-for-consumer': t.catalogue.consumerRefused,
          'territory-for-public': t.catalogue.publicRefused,
        }[refusal.reason](refusal.parameter)}
      </p>
      <p>
        <a className="button main" href="/offers">
          {t.catalogue.start}
        </a>
      </p>
    </div>
  );
}
