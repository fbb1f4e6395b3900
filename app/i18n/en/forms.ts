import { pluralForm } from '../format.ts';

export const forms = {
  toReview: (fields: number) => pluralForm(fields, 'en', 'field needs another look.', 'fields need another look.'),
  refusedTitle: (title: string) => `Error: ${title}`,
  conflicts:
    'Another person changed the same fields after this page was opened. Nothing is saved yet: choose what stays, then save.',
  changedByOther: (name: string | null, at: string | null) =>
    `${name ?? 'Another person'} changed this field${at ? ` on ${at}` : ''}, after this page was opened.`,
  restored: 'Your form is here, as you left it. Nothing is saved yet: read it again, then send it.',
  restoredNot: 'Start again without what I had written',
  whichStays: 'Which one stays?',
  mine: 'What you wrote',
  theirs: 'What is saved',
  nothing: 'nothing',
};
