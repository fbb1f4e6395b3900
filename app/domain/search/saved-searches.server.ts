// Searches that people keep, and the letter when something new answers one. New is what the search had not found before,
// whatever made it appear: an offer, a price, a proof.
import { setImmediate } from 'node:timers/promises';
import { and, desc, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import type { Audience } from '#app/domain/scoring/audience.ts';
import { addMinutes, type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { Forbidden, NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { findCommune, hub } from '#app/domain/shared/town.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { searchSaved } from '#db/schema/search.ts';
import { type CatalogueQuery, parseQuery } from './query.ts';
import { toSearchQuery } from './run-search.server.ts';
import type { SearchEngine } from './search.ts';

export type SavedSearch = typeof searchSaved.$inferSelect;

const maxSaved = 50;
/** A search that finds more is not followed past its best thousand. */
const maxKnown = 1000;
const maxInLetter = 10;
const undoMinutes = 24 * 60;

/** `insee` is that of the commune distances are measured from; anything else is the hub. */
export type NewSavedSearch = { search: string; audience: Audience; insee: string };
export type SaveSearchResult = { ok: true; id: string } | { ok: false; reason: 'bad' | 'full' };

/** Keeps a search of the actor, by its address; the same one twice is one. What it finds now is known. */
export async function saveSearch(ctx: Ctx, engine: SearchEngine, saving: NewSavedSearch): Promise<SaveSearchResult> {
  const userId = userOf(ctx);
  const asked = queryOf({ ...saving, locale: ctx.locale });
  if (!asked || saving.search.length > 1000) return { ok: false, reason: 'bad' };
  const { corrected } = await engine.search(toSearchQuery(ctx, asked, []));
  const row = {
    ...saving,
    search: corrected ? withText(saving.search, corrected) : saving.search,
    locale: ctx.locale,
  };
  const { ids } = await answersOf(ctx, engine, queryOf(row)!);
  return inTransaction(ctx, () => {
    const own = listSaved(ctx);
    const same = own.find(({ search }) => search === row.search);
    if (same) return { ok: true, id: same.id };
    if (own.length >= maxSaved) return { ok: false, reason: 'full' };
    const id = newId('srh');
    ctx.db
      .insert(searchSaved)
      .values({ id, userId, ...row, createdAt: isoUtc(ctx.now), checkedOn: localDay(ctx.now) })
      .run();
    know(ctx, id, ids);
    return { ok: true, id };
  });
}

/** What is kept of an address: not the page, the view, or a day that passes. */
export function lastingParams(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of ['page', 'saved', 'view', 'lang', 'day', 'by']) params.delete(name);
  return params.toString();
}

/** Whether the actor keeps this search. */
export function isSaved(ctx: Pick<Ctx, 'db' | 'actor'>, search: string): boolean {
  const kept = lastingParams(search);
  return listSaved(ctx).some((saved) => saved.search === kept);
}

/** The actor's, the newest first. */
export function listSaved(ctx: Pick<Ctx, 'db' | 'actor'>): SavedSearch[] {
  return ctx.db
    .select()
    .from(searchSaved)
    .where(and(eq(searchSaved.userId, userOf(ctx)), isNull(searchSaved.removedAt)))
    .orderBy(desc(searchSaved.createdAt))
    .all();
}

/** One of the actor's, also one that was just removed. Throws NotFound. */
export function getOwnSaved(ctx: Pick<Ctx, 'db' | 'actor'>, id: string): SavedSearch {
  const own = and(eq(searchSaved.id, id), eq(searchSaved.userId, userOf(ctx)));
  const found = ctx.db.select().from(searchSaved).where(own).get();
  if (!found) throw new NotFound(`saved search ${id}`);
  return found;
}

/** Changes one of the actor's: whether it writes, whether it is kept. A removal can be undone for a day. */
export function changeSaved(ctx: Ctx, id: string, change: { mail: boolean } | { removed: boolean }): void {
  const { id: own } = getOwnSaved(ctx, id);
  const set = 'mail' in change ? change : { removedAt: change.removed ? isoUtc(ctx.now) : null };
  ctx.db.update(searchSaved).set(set).where(eq(searchSaved.id, own)).run();
}

/** The search as it reads today; null when it can no longer be asked. */
export function queryOf(saved: NewSavedSearch & Pick<SavedSearch, 'locale'>): CatalogueQuery | null {
  const parsed = parseQuery(new URLSearchParams(saved.search), {
    locale: saved.locale,
    audience: saved.audience,
    near: findCommune(saved.insee) ?? hub,
    perPage: maxKnown,
    maxPerPage: maxKnown,
  });
  return parsed.ok ? { ...parsed.query, page: 1, perPage: maxKnown } : null;
}

/**
 * Asks each search that was not asked today, and leaves a letter for those that have news. Run again, it does nothing. One
 * that fails does not keep the others from being asked; the first failure is thrown at the end.
 */
export async function sendSearchAlerts(ctx: Ctx, engine: SearchEngine): Promise<void> {
  const day = localDay(ctx.now);
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
    await setImmediate(); // requests first
    try {
      await sendSearchAlert(ctx, engine, saved, day);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

async function sendSearchAlert(ctx: Ctx, engine: SearchEngine, saved: SavedSearch, day: string): Promise<void> {
  const query = queryOf(saved);
  const { ids, all } = query ? await answersOf(ctx, engine, query) : { ids: [], all: true };
  inTransaction(ctx, () => {
    const unknown = know(ctx, saved.id, ids);
    // Of more than can be followed, an old offer can come among the best by a price that changed: that is no news.
    const news = all ? unknown : madeSince(ctx, unknown, saved.checkedOn);
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

/** Offers that hold what was asked as it was asked: near words and a part of the words are shown to people, not written about. */
async function answersOf(
  ctx: Pick<Ctx, 'db' | 'now'>,
  engine: SearchEngine,
  query: CatalogueQuery,
): Promise<{ ids: number[]; all: boolean }> {
  const { ids, total, matched } = await engine.search(toSearchQuery(ctx, query, []));
  return matched === 'exact' ? { ids, all: total <= maxKnown } : { ids: [], all: true };
}

function madeSince(ctx: Pick<Ctx, 'db'>, ids: readonly number[], day: string): number[] {
  return preparedSql(ctx.db, 'select id from offers where id in (select value from json_each(?)) and created_at >= ?')
    .pluck()
    .all(JSON.stringify(ids), day) as number[];
}

function withText(search: string, text: string): string {
  const params = new URLSearchParams(search);
  params.set('q', text);
  return params.toString();
}

/** Marks offers as found. Returns those that were not. */
function know(ctx: Pick<Ctx, 'db'>, savedId: string, ids: readonly number[]): number[] {
  return preparedSql(
    ctx.db,
    'insert into search_known (saved_id, offer_id) select ?, value from json_each(?) where true on conflict do nothing returning offer_id',
  )
    .pluck()
    .all(savedId, JSON.stringify(ids)) as number[];
}

function userOf({ actor }: Pick<Ctx, 'actor'>): string {
  if (actor.kind !== 'user') throw new Forbidden('signed-in only');
  return actor.userId;
}

/** Everything a person had saved, gone; in the caller's transaction. */
export function eraseSavedSearches({ db }: Pick<Ctx, 'db'>, userId: string): void {
  preparedSql(db, 'delete from search_saved where user_id = ?').run(userId);
}
