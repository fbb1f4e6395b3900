import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { addImage, crops, mostImageBytes, removeImage } from '#app/domain/catalogue/image-files.server.ts';
import { listImages } from '#app/domain/catalogue/images.server.ts';
import {
  duplicateOffer,
  findBySku,
  getOwnOffer,
  listChanges,
  reviseOffer,
  setOfferStatus,
} from '#app/domain/catalogue/listing.server.ts';
import type { Category } from '#app/domain/catalogue/offer.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { whyOfferHidden } from '#app/domain/catalogue/visibility.ts';
import { today } from '#app/domain/shared/context.ts';
import type { Stall } from '#app/domain/suppliers/members.server.ts';
import { actStall, answerStall } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { asDraft, offerValues, readOfferForm, referenceNames, skuTaken } from '#app/http/offer-form.server.ts';
import { stallHead } from '#app/http/stall-head.ts';
import type { Visit } from '#app/http/visit.server.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { Desk } from '#app/ui/desk-nav.tsx';
import { OfferForm } from '#app/ui/offer-form.tsx';
import { OfferHistory } from '#app/ui/offer-history.tsx';
import { OfferPictures } from '#app/ui/offer-pictures.tsx';
import { OfferState } from '#app/ui/offer-state.tsx';
import { WhyHidden } from '#app/ui/why-hidden.tsx';

export const meta = titled;

export const loader = answerStall('supplier.$slug.offers.$offerId._index', (visit, { supplier }, { params }) => {
  const offer = getOwnOffer(visit, supplier.id, Number(params.offerId));
  const changes = listChanges(visit, offer.id);
  const name = visit.locale === 'fr' ? offer.nameFr : offer.nameEn;
  return {
    ...stallHead(supplier, name),
    saved: visit.url.searchParams.has('saved'),
    pictured: visit.url.searchParams.has('pictured'),
    offer: {
      id: offer.id,
      slug: offer.slug,
      status: offer.ownStatus,
      kind: offer.kind,
      category: offer.category as Category,
    },
    values: offerValues(asDraft(offer), offer.ownStatus, visit.locale),
    references: referenceNames(offer.kind, visit.locale),
    why: whyOfferHidden(offer, supplier, today(visit.now)),
    images: listImages(visit, offer.id).map((image) => ({
      ...image,
      alt: visit.locale === 'fr' ? image.altFr : image.altEn,
    })),
    changes,
    names: Object.fromEntries(
      personNames(
        visit,
        changes.map((change) => change.actor),
      ),
    ),
  };
});

const pageOf = ({ supplier }: Stall, offerId: number | string, mark = '') =>
  `/supplier/${supplier.slug}/offers/${offerId}${mark}`;
const own = (visit: Visit, { supplier }: Stall, params: Record<string, string | undefined>): Offer =>
  getOwnOffer(visit, supplier.id, Number(params.offerId));
type Params = { params: Record<string, string | undefined> };
const refuse = (
  refused: { errors: Record<string, string>; values: Record<string, string> },
  image: string | null = null,
) => data({ ...refused, image }, { status: 422 });

function move(status: Offer['status']) {
  return (visit: Visit, stall: Stall, _form: FormData, { params }: Params) => {
    setOfferStatus(visit, own(visit, stall, params), status);
    return redirect(pageOf(stall, params.offerId!, '#state'), 303);
  };
}

export const action = actStall('supplier.$slug.offers.$offerId._index', {
  save(visit, stall, form, { params }) {
    const offer = own(visit, stall, params);
    const read = readOfferForm(form, asDraft(offer), stall.supplier.vatRegime, visit.t);
    if (!read.ok) return refuse(read);
    const { sku } = read.draft;
    if (sku && findBySku(visit, stall.supplier.id, [sku]).some((other) => other.id !== offer.id))
      return refuse({ errors: skuTaken(visit.t), values: read.values });
    reviseOffer(visit, offer, { ...read.draft, sku: sku ?? offer.sku }, 'form');
    return redirect(pageOf(stall, offer.id, '?saved=1'), 303);
  },
  publish: move('live'),
  unpublish: move('draft'),
  archive: move('archived'),
  restore: move('draft'),
  duplicate(visit, stall, _form, { params }) {
    const copy = duplicateOffer(visit, stall.supplier, own(visit, stall, params), visit.t.offerDesk.copyOf);
    return redirect(pageOf(stall, copy), 303);
  },
  async 'add-image'(visit, stall, form, { params }) {
    const file = form.get('file');
    const said = (name: string) =>
      String(form.get(name) ?? '')
        .trim()
        .slice(0, 200);
    const values = { alt_fr: said('alt_fr'), alt_en: said('alt_en') };
    const refusals = visit.t.offerDesk.pictures.refusals;
    if (!(file instanceof File) || file.size === 0) return refuse({ errors: {}, values }, refusals['not-a-picture']);
    if (file.size > mostImageBytes) return refuse({ errors: {}, values }, refusals['too-heavy']);
    const added = await addImage({ ...visit, storage: visit.hall.storage }, own(visit, stall, params), {
      bytes: Buffer.from(await file.arrayBuffer()),
      altFr: values.alt_fr,
      altEn: values.alt_en,
      crop: crops.find((crop) => crop === form.get('crop')) ?? 'centre',
    });
    if (!added.ok) return refuse({ errors: {}, values }, refusals[added.reason]);
    return redirect(pageOf(stall, params.offerId!, '?pictured=1#pictures'), 303);
  },
  async 'remove-image'(visit, stall, form, { params }) {
    const offer = own(visit, stall, params);
    await removeImage({ ...visit, storage: visit.hall.storage }, offer, String(form.get('image')));
    return redirect(pageOf(stall, offer.id, '#pictures'), 303);
  },
});

export default function EditOffer() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const typed = refused && Object.keys(refused.errors).length > 0 ? refused : undefined;
  return (
    <Desk stall={page.stall} saved={page.saved && !refused}>
      <OfferState offer={page.offer} slug={page.stall.slug} />
      <WhyHidden reasons={page.why} title={t.offerDesk.whyTitle} />
      <OfferForm
        kind={page.offer.kind}
        category={page.offer.category}
        values={page.values}
        refused={typed}
        references={page.references}
      >
        <button type="submit" className="button main" name="intent" value="save">
          {t.offerDesk.save}
        </button>
      </OfferForm>
      <OfferPictures
        images={page.images}
        error={refused?.image ?? null}
        typed={refused?.image ? refused.values : {}}
        added={page.pictured && !refused}
      />
      <OfferHistory changes={page.changes} names={page.names} />
    </Desk>
  );
}
