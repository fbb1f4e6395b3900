import { useLoaderData } from '@remix-run/react';
import { isWithin } from '#app/domain/shared/town.ts';
import { mapBounds, mapSize } from '#app/domain/shared/town-map.ts';
import { updateProfile } from '#app/domain/suppliers/joining.server.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { goTo } from '#app/http/form-answer.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { placeForm } from '#app/seller/supplier-forms.server.ts';
import { Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/place', (ctx, { supplier }) => ({
  ...sellerHeader(supplier, ctx.t.seller.place.title),
  kept: { lat: supplier.lat, lon: supplier.lon },
  shown: isWithin(supplier, mapBounds(ctx.town)),
}));

export const action = supplierFormAction('seller/place', {
  schema: placeForm,
  run(ctx, { supplier }, point) {
    updateProfile(ctx, supplier, point);
    return goTo(`/supplier/${supplier.slug}/place`, ['saved']);
  },
});

export default function SupplierPlacePage() {
  const { supplier, kept, shown } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.seller.place;
  return (
    <SellerLayout supplier={supplier}>
      <p className="lead">{messages.lead}</p>
      <div className="grid items-start gap-6 md:grid-cols-[auto_1fr]">
        <PostForm hiddenFields={{ by: 'map' }}>
          <input
            type="image"
            name="map"
            className="town-map"
            src={`/town-map.svg?at=${kept.lat},${kept.lon}`}
            alt={messages.map}
            width={mapSize}
            height={mapSize}
          />
        </PostForm>
        <PostForm hiddenFields={{ by: 'coordinates' }} kept={kept} className="panel grid gap-4">
          <h2>{messages.typed}</h2>
          {!shown && <p className="notice">{messages.off}</p>}
          <Field name="lat" label={messages.lat} inputMode="decimal" required />
          <Field name="lon" label={messages.lon} inputMode="decimal" required />
          <button type="submit" className="button main">
            {messages.save}
          </button>
        </PostForm>
      </div>
    </SellerLayout>
  );
}
