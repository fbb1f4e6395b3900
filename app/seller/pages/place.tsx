import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { mapSize, onMap, toPoint } from '#app/domain/shared/town-map.ts';
import { updateProfile } from '#app/domain/suppliers/joining.server.ts';
import { checkForm, readForm } from '#app/http/forms.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { placeForm } from '#app/seller/supplier-forms.server.ts';
import { Field } from '#app/ui/field.tsx';
import { fieldProps } from '#app/ui/form-state.ts';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/place', (ctx, { supplier }) => ({
  ...sellerHeader(supplier, ctx.t.seller.place.title),
  saved: ctx.url.searchParams.has('saved'),
  kept: { lat: supplier.lat, lon: supplier.lon },
  shown: onMap(supplier),
}));

/** Takes a click on the map (an image button sends its pixel) or typed coordinates. */
export const action = supplierRouteHandler(
  'seller/place',
  async (ctx, { supplier }, { request }: Pick<ActionFunctionArgs, 'request'>) => {
    const form = await readForm(request);
    const pixel = { x: Number(form.get('map.x')), y: Number(form.get('map.y')) };
    if (form.has('map.x') && Number.isFinite(pixel.x) && Number.isFinite(pixel.y)) {
      updateProfile(ctx, supplier, toPoint(pixel));
    } else {
      form.forEach((value, name) => {
        if (typeof value === 'string') form.set(name, value.replace(',', '.'));
      });
      const typed = checkForm(form, placeForm);
      if (!typed.ok) return data({ errors: typed.errors, values: typed.values }, { status: 422 });
      updateProfile(ctx, supplier, typed.data);
    }
    return redirect(`/supplier/${supplier.slug}/place?saved=1`, 303);
  },
);

export default function SupplierPlacePage() {
  const { supplier, saved, kept, shown } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const messages = t.seller.place;
  const field = fieldProps(refused, kept, t.seller.errors);
  return (
    <SellerLayout supplier={supplier} saved={saved && !refused}>
      <p className="lead">{messages.lead}</p>
      <div className="grid items-start gap-6 md:grid-cols-[auto_1fr]">
        <Form method="post">
          <input
            type="image"
            name="map"
            className="town-map"
            src={`/town-map.svg?at=${kept.lat},${kept.lon}`}
            alt={messages.map}
            width={mapSize}
            height={mapSize}
          />
        </Form>
        <Form method="post" className="panel grid gap-4">
          <h2>{messages.typed}</h2>
          {!shown && <p className="notice">{messages.off}</p>}
          <Field label={messages.lat} inputMode="decimal" {...field('lat')} />
          <Field label={messages.lon} inputMode="decimal" {...field('lon')} />
          <button type="submit" className="button main">
            {messages.save}
          </button>
        </Form>
      </div>
    </SellerLayout>
  );
}
