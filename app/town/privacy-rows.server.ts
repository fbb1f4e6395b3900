// The rows of the privacy notice: the retention table by category, its terms in the reader's words.
import { type RetentionRow, retention, retentionCategories } from '#app/domain/erasure/retention.ts';
import type { Town } from '#app/domain/shared/town.ts';
import type { Messages } from '#app/i18n/messages.ts';
import type { Controller, NoticeRow } from './privacy-notice.tsx';

export function privacyRows({ privacy }: Pick<Messages, 'privacy'>): NoticeRow[] {
  const ofPeople = retentionCategories.filter((category) => category !== 'town');
  return ofPeople.map((category) => {
    const rows = retention.filter((row) => row.category === category);
    return {
      category,
      bases: [...new Set(rows.map(({ basis }) => basis))],
      terms: [...new Set(sortedByTerm(rows).map((row) => termText(row, privacy)))],
    };
  });
}

/** The longest last, so that a list of them reads as a scale. */
function sortedByTerm(rows: readonly RetentionRow[]): RetentionRow[] {
  const length = ({ term }: RetentionRow) => {
    if (typeof term === 'object') return term.days;
    return term === 'while-used' ? 1e6 : 1e7;
  };
  return rows.toSorted((a, b) => length(a) - length(b));
}

function termText({ term, only }: RetentionRow, privacy: Messages['privacy']): string {
  const text = typeof term === 'object' ? privacy.days(term.days) : privacy.terms[term];
  return only ? `${text} (${privacy.only[only]})` : text;
}

/** The controller of the data: the operator of the town's record, else the town itself. */
export function controllerOf({ name, operator, address, contact }: Town): Controller {
  const { street, postcode, city } = address;
  return {
    name: operator ? `${operator.legalName}, ${operator.legalForm}, SIRET ${operator.siret}` : name,
    address: `${street}, ${postcode} ${city}`,
    ...contact,
  };
}
