// One of several sizes or colours: each with its price and stock, those that are sold out too. A name leads to the page of
// that one.
import type { OfferPageData } from '#app/domain/basket/offer-page.server.ts';
import type { VariantSummary } from '#app/domain/search/offer-summaries.server.ts';
import { sayAxes } from '#app/i18n/format-variants.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { ChoiceField } from './field.tsx';
import { usePriceText } from './price-amounts.tsx';

type Family = NonNullable<OfferPageData['family']>;

export function VariantChoice({ family: { variants, axes, chosen } }: { family: Family }) {
  const t = useMessages();
  const [first] = variants;
  return (
    <div className="variants">
      <ChoiceField
        name="variant"
        legend={sayAxes(axes, t)}
        required
        options={variants.map((variant) => [variant.slug, <VariantLabel key={variant.id} variant={variant} />])}
        closed={variants.filter(({ soldOut }) => soldOut).map(({ slug }) => slug)}
      />
      <p className="small">
        {t.variants.details}
        {t.colon}
        {variants.map(({ slug, label }, i) => (
          <span key={slug}>
            {i > 0 && ' · '}
            <a
              href={`/offers/${first!.slug}?${new URLSearchParams({ variant: slug })}`}
              aria-current={slug === chosen ? 'true' : undefined}
            >
              {label}
            </a>
          </span>
        ))}
      </p>
    </div>
  );
}

function VariantLabel({ variant: { label, price, stock, soldOut } }: { variant: VariantSummary }) {
  const t = useMessages();
  const say = usePriceText();
  return (
    <>
      <b>{label}</b> · {say(price)} · {soldOut ? t.variants.soldOut : stock === null ? t.toOrder : t.inStock(stock)}
    </>
  );
}
