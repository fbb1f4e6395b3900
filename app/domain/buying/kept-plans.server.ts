// Owns the plans of lists: what the solver found, by the hash of all that it was asked. They hold no person and no list.

import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { buyingPlans } from '#db/schema/buying.ts';
import type { ListAnswer, ListExplanation } from './list-answer.ts';
import type { ListProblem } from './solving/list-problem.ts';

/** `explanation`: null until it is worked out too. */
export type KeptPlan = { key: string; answer: ListAnswer; explanation: ListExplanation | null };

/** Names what a plan is of: needs, offers with prices and stock, suppliers with terms and scores, wishes, and a day (YYYY-MM-DD). */
export function keyOfProblem(problem: ListProblem, day: string): string {
  return createHash('sha256')
    .update(JSON.stringify([1, day, problem]))
    .digest('hex')
    .slice(0, 32);
}

export function findListPlan({ db }: Pick<Ctx, 'db'>, key: string): KeptPlan | undefined {
  return db
    .select({ key: buyingPlans.key, answer: buyingPlans.answer, explanation: buyingPlans.explanation })
    .from(buyingPlans)
    .where(eq(buyingPlans.key, key))
    .get();
}

/** Keeps an answer; the first one of a key stays, whichever process found it. */
export function saveListAnswer({ db, now }: Pick<Ctx, 'db' | 'now'>, key: string, answer: ListAnswer): void {
  preparedSql(db, 'insert into buying_plans (key, answer, made_at) values (?, ?, ?) on conflict (key) do nothing').run(
    key,
    JSON.stringify(answer),
    isoUtc(now),
  );
}

export function saveExplanation({ db }: Pick<Ctx, 'db'>, key: string, explanation: ListExplanation): void {
  preparedSql(db, 'update buying_plans set explanation = ? where key = ?').run(JSON.stringify(explanation), key);
}

/** Deletes plans that were made before `before`, at most `limit`; returns how many. */
export function eraseOldPlans({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    'delete from buying_plans where key in (select key from buying_plans where made_at < ? limit ?)',
  ).run(before, limit).changes;
}
