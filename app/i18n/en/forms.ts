import { pluralForm } from '../format.ts';

export const forms = {
  toReview: (fields: number) => pluralForm(fields, 'en', 'field needs another look.', 'fields need another look.'),
  refusedTitle: (title: string) => `Error: ${title}`,
};
