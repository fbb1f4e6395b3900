import type { calendar as fr } from '../fr/buyer-calendar.ts';

export const calendar: typeof fr = {
  title: 'What arrives, day by day',
  link: 'What arrives, day by day',
  none: 'Nothing is expected.',
  noDay: 'No day agreed',
  subscribe: 'See them in my calendar',
};
