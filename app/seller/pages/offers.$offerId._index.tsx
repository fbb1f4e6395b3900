import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { keepCapacity } from '#app/domain/catalogue/bookings.server.ts';
import { canVary } from '#app/domain/catalogue/draft.ts';
import {
  addImage,
  crops,
  maxImageBytes,
  putImageFirst,
  removeImage,
} from '#app/domain/catalogue/image-files.server.ts';
import { listImages } from '#app/domain/catalogue/images.server.ts';
import {
  duplicateOffer,
  findBySku,
  getOwnOffer,
  setOfferStatus,
  updateOffer,
} from '#app/domain/catalogue/listing.server.ts';
import { translatedFields } from '#app/domain/catalogue/offer.ts';
import { listChanges } from '#app/domain/catalogue/offer-changes.server.ts';
import { asDraft } from '#app/domain/catalogue/offer-texts.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { thingIn } from '#app/domain/catalogue/propose-thing.server.ts';
import { typeStock } from '#app/domain/catalogue/stock.server.ts';
import { listVariants } from '#app/domain/catalogue/variant-edits.server.ts';
import { whyOfferHidden } from '#app/domain/catalogue/visibility.ts';
import { listPendingTexts } from '#app/domain/claims/pending-texts.server.ts';
import { storedImageBytes } from '#app/domain/security/budgets.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { type MergedEdit, openEdit } from '#app/http/edit-form.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { noFields, optionalFile, optionalText, rowId, textFields } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { offerEditing, shownStock, stockMessage } from '#app/seller/offer-edit.server.ts';
import {
  claimNoteOf,
  detailFields,
  offerValues,
  readOfferForm,
  skuTaken,
  thingByName,
  thingChoices,
} from '#app/seller/offer-form.server.ts';
import { OfferForm } from '#app/seller/offer-form.tsx';
import { OfferHistory } from '#app/seller/offer-history.tsx';
import { OfferPictures } from '#app/seller/offer-pictures.tsx';
import { OfferState } from '#app/seller/offer-status.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { lacksOffers, withSpace } from '#app/seller/supplier-budget.server.ts';
import { WhyHidden } from '#app/seller/why-hidden.tsx';
import { useRefused } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/offers.$offerId._index', (ctx, { supplier, roles }, { params }) => {
  const offer = getOwnOffer(ctx, supplier.id, Number(params.offerId));
  const changes = listChanges(ctx, offer.id);
  const name = translated(offer.name, ctx.locale);
  const values = offerValues(asDraft(offer), offer.ownStatus, ctx.locale);
  return {
    ...sellerHeader({ supplier, roles }, name, { state: ctx.t.offerEditor.statuses[offer.ownStatus] }),
    offer: {
      id: offer.id,
      slug: offer.slug,
      status: offer.ownStatus,
      kind: offer.kind,
      category: offer.category,
    },
    values,
    shown: openEdit(values),
    toTranslate: offer.toTranslate,
    details: detailFields(asDraft(offer)),
    things: thingChoices(ctx),
    thingByName: thingByName(asDraft(offer), ctx.locale),
    figureFaults: offer.figureFaults ?? [],
    why: whyOfferHidden(offer, supplier, localDay(ctx.now, ctx.town)),
    variants: offer.family === null ? 0 : listVariants(ctx, offer).length,
    varies: canVary(offer),
    pendingTexts: listPendingTexts(ctx, supplier.id).filter(({ offerId }) => offerId === offer.id).length,
    images: listImages(ctx, offer.id).map((image) => ({
      ...image,
      alt: translated(image.alt, ctx.locale),
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

const picture = z.object({
  file: optionalFile,
  alt_fr: optionalText(200),
  alt_en: optionalText(200),
  crop: z.enum(crops, 'choice'),
});

export const action = supplierFormAction('seller/offers.$offerId._index', {
  save: {
    schema: textFields,
    editing: (ctx, own, { offerId }) => offerEditing(ctx, getRouteOffer(ctx, own, offerId)),
    run: (ctx, own, values, { offerId }, edit) => save(ctx, getRouteOffer(ctx, own, offerId), own, values, edit),
  },
  publish: { schema: noFields, run: (ctx, own, _, { offerId }) => setStatus(ctx, own, offerId, 'live') },
  unpublish: { schema: noFields, run: (ctx, own, _, { offerId }) => setStatus(ctx, own, offerId, 'draft') },
  archive: { schema: noFields, run: (ctx, own, _, { offerId }) => setStatus(ctx, own, offerId, 'archived') },
  restore: { schema: noFields, run: (ctx, own, _, { offerId }) => setStatus(ctx, own, offerId, 'draft') },
  duplicate: { schema: noFields, run: (ctx, own, _, { offerId }) => duplicate(ctx, own, offerId) },
  'add-image': { schema: picture, run: (ctx, own, input, { offerId }) => addPicture(ctx, own, offerId, input) },
  'first-image': {
    schema: z.object({ image: rowId }),
    run: (ctx, own, { image }, { offerId }) => {
      putImageFirst(ctx, getRouteOffer(ctx, own, offerId), image);
      return goTo(pageOf(own, offerId, '#pictures'));
    },
  },
  'remove-image': {
    schema: z.object({ image: rowId }),
    run: (ctx, own, { image }, { offerId }) => removePicture(ctx, own, offerId, image),
  },
});

/** Writes what the person changed, the stock as a difference; see app/http/edit-form.ts. */
function save(
  ctx: RequestContext,
  offer: Offer,
  own: OwnSupplier,
  values: Record<string, string>,
  edit: MergedEdit,
): FormAnswer {
  const read = readOfferForm(ctx, values, asDraft(offer), own.supplier.vatRegime);
  if (!read.ok) return invalidInput(read.errors);
  if (offer.ownStatus === 'live' && thingIn(read.draft) === null)
    return invalidInput({ thing: ctx.t.offerEditor.thingNeeded });
  const { sku } = read.draft;
  if (sku && findBySku(ctx, own.supplier.id, [sku]).some((other) => other.id !== offer.id))
    return invalidInput(skuTaken(ctx.t));
  // Bookings must fit the new limits: the calendar says so before anything is written.
  if (keepCapacity(ctx, { ...offer, bookingTerms: read.draft.bookingTerms })?.ok === false)
    return invalidInput({ booking_units: ctx.t.bookingEditor.booked });
  const { editId } = edit;
  const typed = { kind: 'correction', shown: shownStock(edit, 'stock'), typed: read.draft.stock, editId } as const;
  const stock = 'stock' in values ? typeStock(ctx, offer.id, typed) : { ok: true as const };
  if (!stock.ok) return invalidInput({ stock: stockMessage(stock, ctx.t) });
  const fitting = translatedFields.filter((field) => Object.hasOwn(values, `fits_${field}`));
  updateOffer(ctx, offer, { ...read.draft, sku: sku ?? offer.sku }, 'form', fitting, claimNoteOf(values));
  const waits = listPendingTexts(ctx, own.supplier.id).some(({ offerId }) => offerId === offer.id);
  return goTo(pageOf(own, offer.id), [waits ? 'text.pending' : 'saved']);
}

function setStatus(ctx: RequestContext, own: OwnSupplier, offerId: string, status: Offer['status']) {
  const set = setOfferStatus(ctx, getRouteOffer(ctx, own, offerId), status);
  if (!set.ok && set.reason === 'thing') return invalidInput({ thing: ctx.t.offerEditor.thingNeeded });
  if (!set.ok) return invalidForm(ctx.t.claimTexts.nameWaits);
  return goTo(pageOf(own, offerId, '#state'));
}

function duplicate(ctx: RequestContext, own: OwnSupplier, offerId: string): FormAnswer {
  return inTransaction(ctx, () => {
    if (lacksOffers(ctx, own.supplier, 1)) return invalidForm(ctx.t.limits.budgets.refused.offers);
    const copy = duplicateOffer(ctx, own.supplier, getRouteOffer(ctx, own, offerId), ctx.t.offerEditor.copyOf);
    return goTo(pageOf(own, copy));
  });
}

async function addPicture(
  ctx: RequestContext,
  own: OwnSupplier,
  offerId: string,
  { file, alt_fr: altFr, alt_en: altEn, crop }: z.infer<typeof picture>,
): Promise<FormAnswer> {
  const offer = getRouteOffer(ctx, own, offerId);
  const { refusals } = ctx.t.offerEditor.pictures;
  if (!file) return invalidInput({ file: refusals['not-a-picture'] });
  if (file.size > maxImageBytes) return invalidInput({ file: refusals['too-heavy'] });
  const added = await withSpace(ctx, own.supplier, storedImageBytes, async () => {
    const bytes = Buffer.from(await file.arrayBuffer());
    const alt = { fr: altFr, en: altEn };
    return addImage({ ...ctx, storage: ctx.services.storage }, offer, { bytes, alt, crop });
  });
  if (!added) return invalidInput({ file: ctx.t.limits.budgets.refused.space });
  if (added.ok) return goTo(pageOf(own, offerId, '#pictures'), ['offer.pictured']);
  const field = added.reason === 'no-alt' || added.reason === 'claim' ? 'alt_fr' : 'file';
  return invalidInput({ [field]: refusals[added.reason] });
}

async function removePicture(ctx: RequestContext, own: OwnSupplier, offerId: string, imageId: string) {
  await removeImage({ ...ctx, storage: ctx.services.storage }, getRouteOffer(ctx, own, offerId), imageId);
  return goTo(pageOf(own, offerId, '#pictures'));
}

function getRouteOffer(ctx: RequestContext, { supplier }: OwnSupplier, offerId: string): Offer {
  return getOwnOffer(ctx, supplier.id, Number(offerId));
}

function pageOf({ supplier }: OwnSupplier, offerId: number | string, mark = ''): string {
  return `/supplier/${supplier.slug}/offers/${offerId}${mark}`;
}

export default function EditOffer() {
  const page = useLoaderData<typeof loader>();
  const t = useMessages();
  const unpublished = useRefused(['publish']);
  return (
    <SellerLayout supplier={page.supplier}>
      <OfferState offer={page.offer} slug={page.supplier.slug} />
      {page.values.booking_way === 'session' && (
        <p>
          <a className="button" href={`/supplier/${page.supplier.slug}/offers/${page.offer.id}/sessions`}>
            {t.sessions.editor.link}
          </a>
        </p>
      )}
      <WhyHidden reasons={page.why} title={t.offerEditor.whyTitle} />
      {page.varies && (
        <p>
          {page.variants > 0 && `${t.variantEditor.sharedHere(page.variants)} `}
          <a href={`/supplier/${page.supplier.slug}/offers/${page.offer.id}/variants`}>
            {page.variants > 0 ? t.variantEditor.linkOf(page.variants) : t.variantEditor.link}
          </a>
        </p>
      )}
      {page.pendingTexts > 0 && (
        <p className="notice">
          <a href={`/supplier/${page.supplier.slug}/texts`}>{t.claimTexts.waits(page.pendingTexts)}</a>
        </p>
      )}
      {page.offer.kind !== 'rental' && page.offer.kind !== 'service' && (
        <p>
          <a href={`/supplier/${page.supplier.slug}/offers/${page.offer.id}/season`}>{t.season.seller.link}</a>
        </p>
      )}
      <OfferForm
        kind={page.offer.kind}
        category={page.offer.category}
        values={page.values}
        shown={page.shown}
        toTranslate={page.toTranslate}
        details={page.details}
        stockHref={`/supplier/${page.supplier.slug}/offers/${page.offer.id}/stock`}
        intents={['save']}
        things={page.things}
        thingByName={page.thingByName}
        thingError={unpublished?.errors.thing}
      >
        <button type="submit" className="button main" name="intent" value="save">
          {t.offerEditor.save}
        </button>
      </OfferForm>
      <OfferPictures images={page.images} />
      <OfferHistory changes={page.changes} names={page.names} />
    </SellerLayout>
  );
}
