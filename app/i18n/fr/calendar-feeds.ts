/** Calendars that programs subscribe to: the page of their addresses, and the titles of their events. */
export const calendarFeeds = {
  title: 'Mes agendas',
  lead: 'Une adresse secrète par agenda, à coller dans le vôtre (Thunderbird, Nextcloud, Google, Apple, Outlook) : il se tient à jour tout seul. Qui a l’adresse lit l’agenda ; une nouvelle adresse éteint l’ancienne.',
  own: 'Mes commandes et mes réservations',
  all: (supplier: string) => `Toutes les réservations de ${supplier}`,
  address: 'Adresse à copier',
  make: 'Créer une adresse',
  renew: 'Changer d’adresse',
  revoke: 'Supprimer l’adresse',
  actOn: (act: string, calendar: string) => `${act} : ${calendar}`,
  booking: (name: string, units: number, number: string | null) =>
    `${name}${units > 1 ? ` × ${units}` : ''}${number ? ` (${number})` : ''}`,
  service: (name: string) => `${name} : en entretien`,
  part: (kind: 'pickup' | 'delivery', supplier: string, number: string) =>
    `${kind === 'pickup' ? 'Retrait chez' : 'Livraison de'} ${supplier} (${number})`,
};
