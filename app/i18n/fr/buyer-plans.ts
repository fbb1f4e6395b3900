import { pluralForm } from '../format.ts';

// How a whole basket comes, in one decision.
export const plans = {
  title: 'La livraison en une décision',
  lead: 'Choisissez comment tout vous arrive. Chaque plan est possible aujourd’hui ; les choix un par un restent plus bas, sous « Régler par fournisseur ».',
  kinds: {
    together: 'Tout le même jour',
    soonest: 'Au plus tôt',
    cheapest: 'Le moins cher',
    collect: 'Je passe chercher',
  },
  both: (kinds: string[]) => kinds.map((kind, i) => (i === 0 ? kind : kind.toLowerCase())).join(', et '),
  on: (day: string) => `le ${day}`,
  between: (first: string, last: string) => `du ${first} au ${last}`,
  hours: (from: string, to: string) => `entre ${from} et ${to}`,
  trips: (count: number) => pluralForm(count, 'fr', 'trajet', 'trajets'),
  free: 'sans frais de livraison',
  byHand: (distance: string, minutes: string) => `${distance} en tout, environ ${minutes} à vélo`,
  byCar: (distance: string) => `${distance} en tout, en voiture`,
  order: (stops: string) => `Par où passer : ${stops}, puis retour.`,
  estimated: 'Distances estimées par la route.',
  transport: (load: string, co2: string) => `Transport : ${load}\u00a0kg·km, ${co2} CO₂e.`,
  parts: 'Ce que chacun livre',
  single: 'Comme réglé par fournisseur',
  take: 'Prendre cette livraison',
  bySupplier: (name: string) => `Régler par fournisseur : ${name}`,
};
