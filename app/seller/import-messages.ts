import type { OfferColumn } from '#app/domain/catalogue/cells.ts';
import { columnOf } from '#app/domain/catalogue/cells.ts';
import type { OfferDraft } from '#app/domain/catalogue/draft.ts';
import type { FieldChange, RowProblem } from '#app/domain/imports/validate-row.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { changedField, changedValue, formatTiers } from '#app/i18n/changes.ts';
import type { Messages } from '#app/i18n/messages.ts';

/** "Prix : un montant en euros, comme 12,50." */
function rowProblemMessage(problem: RowProblem, t: Messages): string {
  if (problem.problem === 'twice')
    return problem.column === 'sku' ? t.imports.twice(problem.row) : t.imports.sameVariant(problem.row);
  const column: OfferColumn = 'column' in problem ? problem.column : columnOf[problem.field];
  const messages = t.offerEditor;
  const why =
    'claim' in problem
      ? messages.claim(problem.found, t.claimTexts.instead[problem.claim])
      : namedProblem(problem, messages);
  return `${messages.fields[column]} : ${why}`;
}

function namedProblem(
  { found, problem }: { found?: string; problem: keyof Messages['offerEditor']['problems'] },
  messages: Messages['offerEditor'],
): string {
  return found ? messages.named(found, messages.problems[problem]) : messages.problems[problem];
}

/**
 * The text of a checked row: the reasons of refusal, the tiers of a new offer until it is written, or each changed field
 * with its old and new value.
 */
export function rowMessage(
  row: { outcome: string; detail: unknown[]; offer: Record<string, unknown> | null },
  t: Messages,
  locale: Locale,
): string[] {
  if (row.outcome === 'refuse') return (row.detail as RowProblem[]).map((problem) => rowProblemMessage(problem, t));
  if (row.outcome === 'create')
    return [
      ...newTiers(row.offer, t, locale),
      ...(row.detail as FieldChange[]).map(([field, , , note]) => `${changedField(field, t)} : ${noteText(note, t)}`),
    ];
  return (row.detail as FieldChange[]).map(
    ([field, before, after, note]) =>
      `${changedField(field, t)} : ${changedValue(field, before, t, locale)} → ${changedValue(field, after, t, locale)}${note ? ` (${noteText(note, t)})` : ''}`,
  );
}

function noteText(note: FieldChange[3], t: Messages): string {
  if (note === 'waits') return t.claimTexts.importWaits;
  return note === 'refused' ? t.claimTexts.importRefused : t.imports.counted;
}

function newTiers(offer: Record<string, unknown> | null, t: Messages, locale: Locale): string[] {
  const { priceTiers = [] } = (offer?.draft ?? {}) as Partial<OfferDraft>;
  return priceTiers.length === 0 ? [] : [`${t.offerEditor.fields.price_tiers} : ${formatTiers(priceTiers, t, locale)}`];
}
