import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { addImage, crops, maxImageBytes, removeImage } from '#app/domain/catalogue/image-files.server.ts';
import { listImages } from '#app/domain/catalogue/images.server.ts';
import {
  duplicateOffer,
  findBySku,
  getOwnOffer,
  listChanges,
  setOfferStatus,
  updateOffer,
} from '#app/domain/catalogue/listing.server.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { whyOfferHidden } from '#app/domain/catalogue/visibility.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { translatedField } from '#app/domain/shared/translated.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { supplierIntentAction, supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { asDraft, offerValues, readOfferForm, referenceNames, skuTaken } from '#app/seller/offer-form.server.ts';
import { OfferForm } from '#app/seller/offer-form.tsx';
import { OfferHistory } from '#app/seller/offer-history.tsx';
import { OfferPictures } from '#app/seller/offer-pictures.tsx';
import { OfferState } from '#app/seller/offer-status.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { WhyHidden } from '#app/seller/why-hidden.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/offers.$offerId._index', (ctx, { supplier }, { params }) => {
  const offer = getOwnOffer(ctx, supplier.id, Number(params.offerId));
  const changes = listChanges(ctx, offer.id);
  const name = translatedField(offer, 'name', ctx.locale);
  return {
    ...sellerHeader(supplier, name, { state: ctx.t.offerEditor.statuses[offer.ownStatus] }),
    saved: ctx.url.searchParams.has('saved'),
    pictured: ctx.url.searchParams.has('pictured'),
    offer: {
      id: offer.id,
      slug: offer.slug,
      status: offer.ownStatus,
      kind: offer.kind,
      category: offer.category,
    },
    values: offerValues(asDraft(offer), offer.ownStatus, ctx.locale),
    references: referenceNames(ctx, offer.kind),
    why: whyOfferHidden(offer, supplier, localDay(ctx.now)),
    images: listImages(ctx, offer.id).map((image) => ({
      ...image,
      alt: translatedField(image, 'alt', ctx.locale),
    })),
    changes,
    names: Object.fromEntries(
      personNames(
        ctx,
        changes.map((change) => change.actor),
      ),
    ),
  };
});

const pageOf = ({ supplier }: OwnSupplier, offerId: number | string, mark = '') =>
  `/supplier/${supplier.slug}/offers/${offerId}${mark}`;
const getRouteOffer = (
  ctx: RequestContext,
  { supplier }: OwnSupplier,
  params: Record<string, string | undefined>,
): Offer => getOwnOffer(ctx, supplier.id, Number(params.offerId));
type Params = { params: Record<string, string | undefined> };
const refuse = (
  refused: { errors: Record<string, string>; values: Record<string, string> },
  image: string | null = null,
) => data({ ...refused, image }, { status: 422 });

function move(status: Offer['status']) {
  return (ctx: RequestContext, own: OwnSupplier, _form: FormData, { params }: Params) => {
    setOfferStatus(ctx, getRouteOffer(ctx, own, params), status);
    return redirect(pageOf(own, params.offerId!, '#state'), 303);
  };
}

export const action = supplierIntentAction('seller/offers.$offerId._index', {
  save(ctx, own, form, { params }) {
    const offer = getRouteOffer(ctx, own, params);
    const read = readOfferForm(ctx, form, asDraft(offer), own.supplier.vatRegime);
    if (!read.ok) return refuse(read);
    const { sku } = read.draft;
    if (sku && findBySku(ctx, own.supplier.id, [sku]).some((other) => other.id !== offer.id))
      return refuse({ errors: skuTaken(ctx.t), values: read.values });
    updateOffer(ctx, offer, { ...read.draft, sku: sku ?? offer.sku }, 'form');
    return redirect(pageOf(own, offer.id, '?saved=1'), 303);
  },
  publish: move('live'),
  unpublish: move('draft'),
  archive: move('archived'),
  restore: move('draft'),
  duplicate(ctx, own, _form, { params }) {
    const copy = duplicateOffer(ctx, own.supplier, getRouteOffer(ctx, own, params), ctx.t.offerEditor.copyOf);
    return redirect(pageOf(own, copy), 303);
  },
  async 'add-image'(ctx, own, form, { params }) {
    const file = form.get('file');
    const field = (name: string) =>
      String(form.get(name) ?? '')
        .trim()
        .slice(0, 200);
    const values = { alt_fr: field('alt_fr'), alt_en: field('alt_en') };
    const refusals = ctx.t.offerEditor.pictures.refusals;
    if (!(file instanceof File) || file.size === 0) return refuse({ errors: {}, values }, refusals['not-a-picture']);
    if (file.size > maxImageBytes) return refuse({ errors: {}, values }, refusals['too-heavy']);
    const added = await addImage({ ...ctx, storage: ctx.services.storage }, getRouteOffer(ctx, own, params), {
      bytes: Buffer.from(await file.arrayBuffer()),
      altFr: values.alt_fr,
      altEn: values.alt_en,
      crop: crops.find((crop) => crop === form.get('crop')) ?? 'centre',
    });
    if (!added.ok) return refuse({ errors: {}, values }, refusals[added.reason]);
    return redirect(pageOf(own, params.offerId!, '?pictured=1#pictures'), 303);
  },
  async 'remove-image'(ctx, own, form, { params }) {
    const offer = getRouteOffer(ctx, own, params);
    await removeImage({ ...ctx, storage: ctx.services.storage }, offer, String(form.get('image')));
    return redirect(pageOf(own, offer.id, '#pictures'), 303);
  },
});

export default function EditOffer() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const typed = refused && Object.keys(refused.errors).length > 0 ? refused : undefined;
  return (
    <SellerLayout supplier={page.supplier} saved={page.saved && !refused}>
      <OfferState offer={page.offer} slug={page.supplier.slug} />
      <WhyHidden reasons={page.why} title={t.offerEditor.whyTitle} />
      <OfferForm
        kind={page.offer.kind}
        category={page.offer.category}
        values={page.values}
        refused={typed}
        references={page.references}
      >
        <button type="submit" className="button main" name="intent" value="save">
          {t.offerEditor.save}
        </button>
      </OfferForm>
      <OfferPictures
        images={page.images}
        error={refused?.image ?? null}
        typed={refused?.image ? refused.values : {}}
        added={page.pictured && !refused}
      />
      <OfferHistory changes={page.changes} names={page.names} />
    </SellerLayout>
  );
}
