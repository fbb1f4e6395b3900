import { useLoaderData } from '@remix-run/react';
import { isWithin } from '#app/domain/shared/town.ts';
import { mapBounds, mapSize } from '#app/domain/shared/town-map.ts';
import { updateProfile } from '#app/domain/suppliers/joining.server.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { type MergedEdit, openEdit } from '#app/http/edit-form.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm } from '#app/http/form-answer.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { changedColumns, lastProfileChange, placeValues, profileEditing } from '#app/seller/profile-edit.server.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { placeForm } from '#app/seller/supplier-forms.server.ts';
import { Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/place', (ctx, { supplier, roles }) => ({
  ...sellerHeader({ supplier, roles }, ctx.t.seller.place.title),
  kept: placeValues(supplier),
  shown: openEdit(placeValues(supplier)),
  onMap: isWithin(supplier, mapBounds(ctx.town)),
}));

export const action = supplierFormAction('seller/place', {
  schema: placeForm,
  editing: (ctx, { supplier }) => profileEditing(ctx, supplier, placeValues(supplier)),
  run: savePlace,
});

type PlaceForm = { lat: number; lon: number; from?: string };

/** A click says on which point's map it was made: another person may have moved it since. */
function savePlace(
  ctx: RequestContext,
  { supplier }: OwnSupplier,
  { from, ...point }: PlaceForm,
  _: unknown,
  edit: MergedEdit,
): FormAnswer {
  if (from !== undefined && from !== '' && from !== pointText(supplier)) {
    const last = lastProfileChange(ctx, supplier, 'lat');
    return invalidForm(ctx.t.seller.place.moved(last?.name ?? null, last && formatDateTime(last.at, ctx.locale)), 409);
  }
  updateProfile(ctx, supplier, from === undefined ? changedColumns(point, edit) : point);
  return goTo(`/supplier/${supplier.slug}/place`, ['saved']);
}

function pointText({ lat, lon }: { lat: number; lon: number }): string {
  return `${lat},${lon}`;
}

export default function SupplierPlacePage() {
  const { supplier, kept, shown, onMap } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.seller.place;
  return (
    <SellerLayout supplier={supplier}>
      <p className="lead">{messages.lead}</p>
      <div className="grid items-start gap-6 md:grid-cols-[auto_1fr]">
        <PostForm hiddenFields={{ by: 'map' }}>
          <input type="hidden" name="from" value={pointText(kept)} />
          <input
            type="image"
            name="map"
            className="town-map"
            src={`/town-map.svg?at=${pointText(kept)}`}
            alt={messages.map}
            width={mapSize}
            height={mapSize}
          />
        </PostForm>
        <PostForm hiddenFields={{ by: 'coordinates' }} kept={kept} shown={shown} className="panel grid gap-4">
          <h2>{messages.typed}</h2>
          {!onMap && <p className="notice">{messages.off}</p>}
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
