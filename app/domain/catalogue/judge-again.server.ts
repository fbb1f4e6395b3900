// The texts that are shown, judged by today's claim rules: once for each version of them, in slices. A text that they would
// not let pass stays where it is and waits for a steward; nothing is hidden by a rule.
import type { ClaimContext } from '#app/domain/claims/judge-text.ts';
import { type JudgedPlace, judgedPlaces, type TextPlace } from '#app/domain/claims/pending-text.ts';
import { holdLiveText, isShowable } from '#app/domain/claims/pending-texts.server.ts';
import { findRuleRun, type RuleRun, saveRuleRun } from '#app/domain/claims/rule-runs.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import type { Slices } from '#app/domain/shared/slices.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { profileClaimContext } from '#app/domain/suppliers/guarded-profile.server.ts';
import { listLiveSuppliersAfter } from '#app/domain/suppliers/suppliers.server.ts';
import { integer, listRows, sourceText, text } from '#db/rows.ts';
import { guardedFields, offerClaimContext } from './guarded-texts.server.ts';
import { draftTexts } from './offer-texts.ts';
import { findOffers } from './offers.server.ts';

const offersOfSlice = 5;

/** Whether texts are left that today's rules have not judged. */
export function hasTextsToJudge(ctx: Pick<Ctx, 'db'>): boolean {
  return (findRuleRun(ctx)?.endedAt ?? null) === null;
}

type LiveText = { place: TextPlace; text: string; context: ClaimContext };

/** Judges the next slice of live texts, and says how many it judged and brought before stewards. */
export function judgeNextTexts(ctx: Ctx, size = offersOfSlice): { judged: number; waiting: number } {
  return inTransaction(ctx, () => {
    const run = findRuleRun(ctx) ?? { place: judgedPlaces[0], after: '', judged: 0, waiting: 0 };
    const { texts, last } = readers[run.place](ctx, run.after, size);
    const open = texts.filter(
      (one) => one.text !== '' && !isShowable(ctx, one.place.supplierId, one.text, one.context),
    );
    const waiting = open.filter((one) => holdLiveText(ctx, one.place, one.text, one.context)).length;
    const next = last === null ? judgedPlaces[judgedPlaces.indexOf(run.place) + 1] : run.place;
    saveRuleRun(ctx, progress(run, next, last, texts.length, waiting), next === undefined);
    return { judged: texts.length, waiting };
  });
}

/** Judges all live texts that are left, a slice at a time. */
export function* eachTexts(context: () => Ctx): Slices {
  while (hasTextsToJudge(context())) {
    judgeNextTexts(context());
    yield;
  }
}

function progress(
  run: Pick<RuleRun, 'place' | 'judged' | 'waiting'>,
  next: JudgedPlace | undefined,
  last: string | null,
  judged: number,
  waiting: number,
) {
  return { place: next ?? run.place, after: last ?? '', judged: run.judged + judged, waiting: run.waiting + waiting };
}

/** A slice of texts after an id, and the last id; null when none is left. */
type Slice = { texts: LiveText[]; last: string | null };
const readers: Record<JudgedPlace, (ctx: Ctx, after: string, size: number) => Slice> = {
  offers(ctx, after, size) {
    const ids = listRows(
      ctx.db,
      { id: integer },
      'select id from shown_offers where id > ? order by id limit ?',
      Number(after),
      size,
    );
    const texts = findOffers(
      ctx,
      ids.map(({ id }) => id),
    ).flatMap((offer) => {
      const own = draftTexts(offer);
      const context = offerClaimContext(ctx, offer);
      const place = { supplierId: offer.supplierId, offerId: offer.id, imageId: null };
      return guardedFields.map((field) => ({ place: { ...place, field }, text: own[field], context }));
    });
    return { texts, last: lastId(ids) };
  },
  pictures(ctx, after, size) {
    const rows = listRows(
      ctx.db,
      { id: text, offerId: integer, alt: sourceText },
      `select i.id, i.offer_id as offerId, i.alt
       from offer_images i
       join offers o on o.id = i.offer_id
       where o.status = 'live' and i.id > ?
       order by i.id
       limit ?`,
      after,
      size,
    );
    const offers = new Map(
      findOffers(
        ctx,
        rows.map(({ offerId }) => offerId),
      ).map((offer) => [offer.id, offer]),
    );
    const texts = rows.flatMap(({ id, offerId, alt }) => {
      const offer = offers.get(offerId)!;
      const context = offerClaimContext(ctx, offer);
      const place = { supplierId: offer.supplierId, offerId, imageId: id };
      return [
        { place: { ...place, field: 'altFr' as const }, text: alt.fr, context },
        { place: { ...place, field: 'altEn' as const }, text: alt.en ?? '', context },
      ];
    });
    return { texts, last: lastId(rows) };
  },
  suppliers(ctx, after, size) {
    const rows = listLiveSuppliersAfter(ctx, after, size);
    const texts = rows.flatMap(({ id, name, headline, story }) => {
      const context = profileClaimContext(ctx, id);
      const place = { supplierId: id, offerId: null, imageId: null };
      return [
        { place: { ...place, field: 'headlineFr' as const }, text: headline.fr, context },
        { place: { ...place, field: 'headlineEn' as const }, text: headline.en ?? '', context },
        { place: { ...place, field: 'storyFr' as const }, text: story.fr, context },
        { place: { ...place, field: 'storyEn' as const }, text: story.en ?? '', context },
        {
          place: { ...place, field: 'supplierName' as const },
          text: name,
          context: { ...context, supplierName: true },
        },
      ];
    });
    return { texts, last: lastId(rows) };
  },
};

function lastId(rows: readonly { id: string | number }[]): string | null {
  const last = rows.at(-1);
  return last === undefined ? null : String(last.id);
}
