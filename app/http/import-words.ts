import type { Column } from '#app/domain/catalogue/cells.ts';
import { columnOf } from '#app/domain/catalogue/cells.ts';
import type { Change, RowProblem } from '#app/domain/imports/judge.ts';
import type { Locale } from '#app/domain/shared/context.ts';
import { changedField, changedValue } from '#app/i18n/changes.ts';
import type { Messages } from '#app/i18n/messages.ts';

/** "Prix : un montant en euros, comme 12,50." */
export function rowProblemWords(problem: RowProblem, t: Messages): string {
  if (problem.problem === 'twice') return t.importDesk.twice(problem.row);
  const column: Column = 'column' in problem ? problem.column : columnOf[problem.field];
  const o = t.offerDesk;
  const why = 'claim' in problem ? o.claim(problem.found, o.claims[problem.claim]) : o.problems[problem.problem];
  return `${o.fields[column]} : ${why}`;
}

/** What a judged row says in words: its reasons, or the names of what changes. */
export function rowWords(row: { outcome: string; detail: unknown[] }, t: Messages, locale: Locale): string[] {
  if (row.outcome === 'refuse') return (row.detail as RowProblem[]).map((problem) => rowProblemWords(problem, t));
  return (row.detail as Change[]).map(
    ([field, before, after]) =>
      `${changedField(field, t)} : ${changedValue(field, before, t, locale)} → ${changedValue(field, after, t, locale)}`,
  );
}
