import { pluralForm } from '../format.ts';
import type { plans as fr } from '../fr/buyer-plans.ts';

export const plans: typeof fr = {
  title: 'Delivery in one decision',
  lead: 'Choose how everything reaches you. Each plan is possible today; the single choices stay below, under “Arrange by supplier”.',
  kinds: {
    together: 'All on one day',
    soonest: 'As soon as possible',
    cheapest: 'The cheapest',
    collect: 'I collect it',
  },
  both: (kinds) => kinds.map((kind, i) => (i === 0 ? kind : kind.toLowerCase())).join(', and '),
  on: (day) => `on ${day}`,
  between: (first, last) => `from ${first} to ${last}`,
  hours: (from, to) => `between ${from} and ${to}`,
  trips: (count) => pluralForm(count, 'en', 'trip', 'trips'),
  free: 'no delivery fee',
  byHand: (distance, minutes) => `${distance} in all, about ${minutes} by bicycle`,
  byCar: (distance) => `${distance} in all, by car`,
  order: (stops) => `Where to go: ${stops}, then back.`,
  estimated: 'Distances are estimates by the road.',
  transport: (load, co2) => `Transport: ${load}\u00a0kg·km, ${co2} CO₂e.`,
  parts: 'What each of them delivers',
  single: 'As arranged by supplier',
  take: 'Take this delivery',
  bySupplier: (name) => `Arrange by supplier: ${name}`,
};
