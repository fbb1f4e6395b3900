import type { OfferColumn } from '#app/domain/catalogue/cells.ts';
import { columnOf } from '#app/domain/catalogue/cells.ts';
import type { FieldChange, RowProblem } from '#app/domain/imports/validate-row.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { changedField, changedValue } from '#app/i18n/changes.ts';
import type { Messages } from '#app/i18n/messages.ts';

/** "Prix : un montant en euros, comme 12,50." */
function rowProblemMessage(problem: RowProblem, t: Messages): string {
  if (problem.problem === 'twice') return t.imports.twice(problem.row);
  const column: OfferColumn = 'column' in problem ? problem.column : columnOf[problem.field];
  const messages = t.offerEditor;
  const why =
    'claim' in problem
      ? messages.claim(problem.found, messages.claims[problem.claim])
      : messages.problems[problem.problem];
  return `${messages.fields[column]} : ${why}`;
}

/** The text of a checked row: the reasons of refusal, or each changed field with its old and new value. */
export function rowMessage(row: { outcome: string; detail: unknown[] }, t: Messages, locale: Locale): string[] {
  if (row.outcome === 'refuse') return (row.detail as RowProblem[]).map((problem) => rowProblemMessage(problem, t));
  return (row.detail as FieldChange[]).map(
    ([field, before, after]) =>
      `${changedField(field, t)} : ${changedValue(field, before, t, locale)} → ${changedValue(field, after, t, locale)}`,
  );
}
