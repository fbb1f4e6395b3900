// Owns saved searches and the e-mail about new results. A result is new if the search has not found it before,
// whatever made it appear: an offer, a price, evidence.
import { setImmediate } from 'node:timers/promises';
import { and, desc, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { listOffersMadeSince } from '#app/domain/catalogue/offers.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import type { BuyerAudience } from '#app/domain/scoring/audience.ts';
import { addMinutes, type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { Forbidden, NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { findPlace, type Town } from '#app/domain/shared/town.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { hasRow, integer, listValues } from '#db/rows.ts';
import { searchSaved } from '#db/schema/search.ts';
import { answerSearch } from './answer-search.server.ts';
import { type CatalogueQuery, parseQuery } from './query.ts';
import type { SearchEngine } from './search.ts';

export type SavedSearch = typeof searchSaved.$inferSelect;

const maxSaved = 50;
/** Of a search with more results, only the best thousand are followed. */
const maxKnown = 1000;
const maxInLetter = 10;
const undoMinutes = 24 * 60;

/** `insee`: code of the commune that distances are measured from; any other value means the hub. */
export type NewSavedSearch = { search: string; audience: BuyerAudience; insee: string };
export type SaveSearchResult = Result<{ id: string }, { reason: 'bad' | 'full' }>;

/**
 * Saves a search of the actor by its query string; the same one again returns the existing id. Its current
 * results count as known.
 */
export async function saveSearch(ctx: Ctx, engine: SearchEngine, saving: NewSavedSearch): Promise<SaveSearchResult> {
  const userId = userOf(ctx);
  const asked = queryOf({ ...saving, locale: ctx.locale }, ctx.town);
  if (!asked || saving.search.length > 1000) return refused('bad');
  const { corrected } = await answerSearch(ctx, engine, asked, []);
  const row = {
    ...saving,
    search: corrected ? withText(saving.search, corrected) : saving.search,
    locale: ctx.locale,
  };
  const { ids } = await answersOf(ctx, engine, queryOf(row, ctx.town)!);
  return inTransaction(ctx, () => {
    const own = listSaved(ctx);
    const same = own.find(({ search }) => search === row.search);
    if (same) return done({ id: same.id });
    if (own.length >= maxSaved) return refused('full');
    const id = newId('srh');
    ctx.db
      .insert(searchSaved)
      .values({ id, userId, ...row, createdAt: isoUtc(ctx.now), checkedOn: localDay(ctx.now, ctx.town) })
      .run();
    know(ctx, id, ids);
    return done({ id });
  });
}

/** The part of a query string that is saved: without the page, the view, or a day that will be past. */
export function lastingParams(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of ['page', 'saved', 'view', 'lang', 'day', 'time', 'by']) params.delete(name);
  return params.toString();
}

/** True if the actor has saved this search. */
export function isSaved(ctx: Pick<Ctx, 'db' | 'actor'>, search: string): boolean {
  const kept = lastingParams(search);
  return listSaved(ctx).some((saved) => saved.search === kept);
}

/** Whether the actor has saved any search. */
export function hasSaved(ctx: Pick<Ctx, 'db' | 'actor'>): boolean {
  return hasRow(ctx.db, 'select 1 from search_saved where user_id = ? and removed_at is null', userOf(ctx));
}

/** The actor's saved searches, newest first. */
export function listSaved(ctx: Pick<Ctx, 'db' | 'actor'>): SavedSearch[] {
  return ctx.db
    .select()
    .from(searchSaved)
    .where(and(eq(searchSaved.userId, userOf(ctx)), isNull(searchSaved.removedAt)))
    .orderBy(desc(searchSaved.createdAt))
    .all();
}

/** One saved search of the actor, even a recently removed one. Throws NotFound. */
export function getOwnSaved(ctx: Pick<Ctx, 'db' | 'actor'>, id: string): SavedSearch {
  const own = and(eq(searchSaved.id, id), eq(searchSaved.userId, userOf(ctx)));
  const found = ctx.db.select().from(searchSaved).where(own).get();
  if (!found) throw new NotFound(`saved search ${id}`);
  return found;
}

/**
 * Turns the e-mails of one of the actor's searches on or off, or removes or restores it. Undo is possible for a
 * day.
 */
export function changeSaved(ctx: Ctx, id: string, change: { mail: boolean } | { removed: boolean }): void {
  const { id: own } = getOwnSaved(ctx, id);
  const set = 'mail' in change ? change : { removedAt: change.removed ? isoUtc(ctx.now) : null };
  ctx.db.update(searchSaved).set(set).where(eq(searchSaved.id, own)).run();
}

/** Parses the saved search by today's rules; null if it is no longer valid. */
export function queryOf(saved: NewSavedSearch & Pick<SavedSearch, 'locale'>, town: Town): CatalogueQuery | null {
  const parsed = parseQuery(new URLSearchParams(saved.search), {
    locale: saved.locale,
    audience: saved.audience,
    near: findPlace(town, saved.insee) ?? town.hub,
    perPage: maxKnown,
    maxPerPage: maxKnown,
  });
  return parsed.ok ? { ...parsed.query, page: 1, perPage: maxKnown } : null;
}

/**
 * Runs each search that was not run today and enqueues an e-mail for those with new results. Idempotent within a
 * day. A failure does not stop the other searches; the first one is thrown at the end.
 */
export async function sendSearchAlerts(ctx: Ctx, engine: SearchEngine): Promise<void> {
  const day = localDay(ctx.now, ctx.town);
  const longAgo = isoUtc(addMinutes(ctx.now, -undoMinutes));
  ctx.db
    .delete(searchSaved)
    .where(and(isNotNull(searchSaved.removedAt), lt(searchSaved.removedAt, longAgo)))
    .run();
  const due = ctx.db
    .select()
    .from(searchSaved)
    .where(and(isNull(searchSaved.removedAt), lt(searchSaved.checkedOn, day)))
    .all();
  const failures: unknown[] = [];
  for (const saved of due) {
    await setImmediate(); // lets waiting requests go first
    try {
      await sendSearchAlert(ctx, engine, saved, day);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

async function sendSearchAlert(ctx: Ctx, engine: SearchEngine, saved: SavedSearch, day: string): Promise<void> {
  const query = queryOf(saved, ctx.town);
  const { ids, all } = query ? await answersOf(ctx, engine, query) : { ids: [], all: true };
  inTransaction(ctx, () => {
    const unknown = know(ctx, saved.id, ids);
    // Above maxKnown results, a price change can bring an old offer among the best: only newly created offers are
    // news.
    const news = all ? unknown : listOffersMadeSince(ctx, unknown, saved.checkedOn);
    ctx.db.update(searchSaved).set({ checkedOn: day }).where(eq(searchSaved.id, saved.id)).run();
    if (news.length > 0 && saved.mail)
      enqueue(ctx, 'mail', `mail:search:${saved.id}:${day}`, {
        template: 'search-news',
        savedId: saved.id,
        total: news.length,
        offerIds: news.slice(0, maxInLetter),
      });
  });
}

/** Answers as typed only: others, and things that could stand in, are shown on the page but are not worth an e-mail. */
async function answersOf(
  ctx: Pick<Ctx, 'db' | 'now' | 'town'>,
  engine: SearchEngine,
  query: CatalogueQuery,
): Promise<{ ids: number[]; all: boolean }> {
  const { page, answered, corrected } = await answerSearch(ctx, engine, query, []);
  return answered && corrected === null ? { ids: page.ids, all: page.total <= maxKnown } : { ids: [], all: true };
}

function withText(search: string, text: string): string {
  const params = new URLSearchParams(search);
  params.set('q', text);
  return params.toString();
}

/** Records offers as known to the search. Returns those that were not known before. */
function know(ctx: Pick<Ctx, 'db'>, savedId: string, ids: readonly number[]): number[] {
  return listValues(
    ctx.db,
    integer,
    `insert into search_known (saved_id, offer_id)
     select ?, value from json_each(?) where true
     on conflict do nothing
     returning offer_id`,
    savedId,
    JSON.stringify(ids),
  );
}

function userOf({ actor }: Pick<Ctx, 'actor'>): string {
  if (actor.kind !== 'user') throw new Forbidden('signed-in only');
  return actor.userId;
}

/** A saved search that sends mail; undefined when it was removed or sends none. */
export function findMailedSearch({ db }: Pick<Ctx, 'db'>, id: string): SavedSearch | undefined {
  return db
    .select()
    .from(searchSaved)
    .where(and(eq(searchSaved.id, id), isNull(searchSaved.removedAt), eq(searchSaved.mail, true)))
    .get();
}

/** Deletes all saved searches of a person, in the caller's transaction. */
export function eraseSavedSearches({ db }: Pick<Ctx, 'db'>, userId: string): void {
  preparedSql(db, 'delete from search_saved where user_id = ?').run(userId);
}

/** Deletes searches that were removed before `before`, at most `limit`; returns how many. */
export function eraseRemovedSearches({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    'delete from search_saved where id in (select id from search_saved where removed_at < ? limit ?)',
  ).run(before, limit).changes;
}
