// Owns offer_figures: whether the reference that an offer names may make a CO2e figure. Judged at every change.
import type { Factors } from '#app/domain/impact/factor-set.ts';
import { type FigureFacts, type FigureFault, figureFaults, framedThing } from '#app/domain/impact/frame.ts';
import { listFrameFaults, shippedFrames } from '#app/domain/impact/frames.server.ts';
import { isEuroOutlier, isMassOutlier, lotGrams, peersOf, peerThingsOf } from '#app/domain/impact/lot-figure.server.ts';
import type { Scenario } from '#app/domain/impact/terms.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { requireImpartialSteward } from '#app/domain/suppliers/interests.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, integer, jsonOf, listRows, nullable, oneOf, type Row, text } from '#db/rows.ts';
import { figureFacts } from './figure-facts.server.ts';
import { figureStates } from './offer.ts';
import { asDraft } from './offer-texts.ts';
import { findOffers, type OfferRow } from './offers.server.ts';

type JudgingCtx = Pick<Ctx, 'db' | 'now'> & { factors: Factors };

const faultList = jsonOf(
  'faults of a figure',
  (value): value is FigureFault[] =>
    Array.isArray(value) && value.every((one) => figureFaults.some((known) => known === one)),
);
const figure = {
  offerId: integer,
  state: oneOf(figureStates),
  facts: text,
  faults: faultList,
  since: text,
  reason: nullable(text),
};
export type OfferFigure = Row<typeof figure>;

/** Judges the figures of offers, in the caller's transaction; the steward's decision stays while the facts do. */
export function judgeFigures(ctx: JudgingCtx, ids: readonly number[]): void {
  for (const offer of findOffers(ctx, ids)) {
    if (offer.scenario) judgeFigure(ctx, offer, offer.scenario);
    else preparedSql(ctx.db, 'delete from offer_figures where offer_id = ?').run(offer.id);
    if (!offer.scenario && offer.figureFaults) setFaults(ctx, offer.id, null);
  }
}

function judgeFigure(ctx: JudgingCtx, offer: OfferRow, scenario: Scenario): void {
  const facts = figureFacts(asDraft(offer));
  const { massGrams, referenceUnits } = offer;
  const grams = lotGrams(ctx.factors, { scenario, massGrams, referenceUnits });
  const peers = peersOf(scenario);
  const peerThings = peerThingsOf(scenario, framedThing(shippedFrames.things, facts));
  const perEuro = Math.round((grams * 100) / Math.max(1, offer.priceCents));
  const perKilogram = massGrams > 0 ? Math.round((grams * 1000) / massGrams) : null;
  const outside = listFrameFaults(facts);
  const faults = outside.length > 0 ? outside : listOutliers(ctx, offer, { peers, peerThings, perEuro, perKilogram });
  const before = findOfferFigure(ctx, offer.id);
  const factsText = factsAsText(facts);
  const same = before?.facts === factsText && JSON.stringify(before.faults) === JSON.stringify(faults);
  const stays = same && before?.state !== 'inside';
  const state = faults.length === 0 ? 'inside' : stays && before ? before.state : 'outside';
  preparedSql(
    ctx.db,
    `insert into offer_figures
       (offer_id, state, facts, faults, peers, peer_things, grams_per_euro, grams_per_kilogram, at)
     values (@id, @state, @facts, @faults, @peers, @peerThings, @perEuro, @perKilogram, @at)
     on conflict (offer_id) do update
     set state = excluded.state, facts = excluded.facts, faults = excluded.faults, peers = excluded.peers,
         peer_things = excluded.peer_things, grams_per_euro = excluded.grams_per_euro,
         grams_per_kilogram = excluded.grams_per_kilogram,
         at = case when facts = excluded.facts then at else excluded.at end`,
  ).run({
    id: offer.id,
    state,
    facts: factsText,
    faults: JSON.stringify(faults),
    peers,
    peerThings,
    perEuro,
    perKilogram,
    at: isoUtc(ctx.now),
  });
  setFaults(ctx, offer.id, state === 'inside' || state === 'released' ? null : faults);
}

/** Of names and texts the thing and the faults are kept: a corrected comma asks no steward again. */
function factsAsText({ names, text: _, ...facts }: FigureFacts): string {
  return JSON.stringify({ ...facts, thing: framedThing(shippedFrames.things, { thing: facts.thing, names }) });
}

function setFaults({ db }: Pick<Ctx, 'db'>, offerId: number, faults: readonly FigureFault[] | null): void {
  preparedSql(db, 'update offers set figure_faults = ? where id = ?').run(faults && JSON.stringify(faults), offerId);
}

type Compared = { peers: string; peerThings: string; perEuro: number; perKilogram: number | null };

/** The latest other offers of a group are enough for a median; a family is one of them. */
const peersRead = 101;
const peer = { rate: nullable(integer), supplierId: text };

function listOutliers(ctx: JudgingCtx, offer: OfferRow, compared: Compared): FigureFault[] {
  const { peers, peerThings, perEuro, perKilogram } = compared;
  const byPrice = listRows(
    ctx.db,
    peer,
    `select f.grams_per_euro as rate, o.supplier_id as supplierId
     from offer_figures f
     join shown_offers o on o.id = f.offer_id
     where f.peers = ? and f.state in ('inside', 'released') and f.offer_id <> ?
     order by f.offer_id desc
     limit ?`,
    peers,
    offer.id,
    peersRead,
  );
  if (isEuroOutlier(perEuro, ratesOf(byPrice, offer))) return ['euro-outlier'];
  const byMass = listRows(
    ctx.db,
    peer,
    `select f.grams_per_kilogram as rate, o.supplier_id as supplierId
     from offer_figures f
     join shown_offers o on o.id = f.offer_id
     where f.peer_things = ? and f.state in ('inside', 'released') and f.offer_id <> ?
     order by f.offer_id desc
     limit ?`,
    peerThings,
    offer.id,
    peersRead,
  );
  return perKilogram !== null && isMassOutlier(perKilogram, ratesOf(byMass, offer)) ? ['mass-outlier'] : [];
}

/** Of other suppliers where there are enough of them: a supplier cannot move the median that judges it. */
function ratesOf(peers: readonly Row<typeof peer>[], { supplierId }: OfferRow): number[] {
  const others = peers.filter((one) => one.supplierId !== supplierId);
  return (others.length >= 3 ? others : peers).flatMap(({ rate }) => (rate === null ? [] : [rate]));
}

const columns = 'offer_id as offerId, state, facts, faults, at as since, reason';

/** Undefined for an offer that names no reference. */
export function findOfferFigure({ db }: Pick<Ctx, 'db'>, offerId: number): OfferFigure | undefined {
  return findRow(db, figure, `select ${columns} from offer_figures where offer_id = ?`, offerId);
}

/** Throws NotFound. */
export function getOfferFigure(ctx: Pick<Ctx, 'db'>, offerId: number): OfferFigure {
  const found = Number.isSafeInteger(offerId) ? findOfferFigure(ctx, offerId) : undefined;
  if (!found) throw new NotFound(`figure of offer ${offerId}`);
  return found;
}

const waiting = { id: text, since: text, supplierId: text, total: integer };

/** Offers on sale without a figure that wait for a steward, the oldest first, at most `limit`; all by -1. */
export function listWaitingFigures({ db }: Pick<Ctx, 'db'>, limit = -1): Row<typeof waiting>[] {
  return listRows(
    db,
    waiting,
    `select cast(f.offer_id as text) as id, f.at as since, o.supplier_id as supplierId, count(*) over () as total
     from offer_figures f
     join offers o on o.id = f.offer_id
     where f.state = 'outside' and o.status = 'live'
     order by since, id
     limit ?`,
    limit,
  );
}

/**
 * Releases the figure of an offer outside its frame, or withholds it; the decision ends with the next change of a fact
 * that it was taken on. For stewards without an interest in the supplier.
 */
export function decideFigure(
  ctx: Ctx,
  offerId: number,
  outcome: 'released' | 'withheld',
  reason: string,
): Result<object, { reason: 'not-now' | 'reason-missing' }> {
  const { faults } = getOfferFigure(ctx, offerId);
  const [offer] = findOffers(ctx, [offerId]);
  const steward = requireImpartialSteward(ctx, offer!.supplierId);
  if (!reason) return refused('reason-missing');
  return inTransaction(ctx, ({ db }) => {
    const { changes } = preparedSql(
      db,
      `update offer_figures
       set state = ?, reason = ?, decided_by = ?, decided_at = ?
       where offer_id = ? and state = 'outside'`,
    ).run(outcome, reason, steward, isoUtc(ctx.now), offerId);
    if (changes === 0) return refused('not-now');
    setFaults(ctx, offerId, outcome === 'released' ? null : faults);
    recordAudit(ctx, outcome === 'released' ? 'releaseFigure' : 'withholdFigure', String(offerId));
    return done();
  });
}
