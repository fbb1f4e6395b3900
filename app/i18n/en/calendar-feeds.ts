import type { calendarFeeds as french } from '../fr/calendar-feeds.ts';

export const calendarFeeds: typeof french = {
  title: 'My calendars',
  lead: 'A secret address for each calendar, to paste into yours (Thunderbird, Nextcloud, Google, Apple, Outlook): it stays up to date by itself. Whoever has the address reads the calendar; a new address ends the old one.',
  own: 'My orders and bookings',
  all: (supplier) => `All bookings of ${supplier}`,
  address: 'Address to copy',
  make: 'Make an address',
  renew: 'Change the address',
  revoke: 'Remove the address',
  actOn: (act, calendar) => `${act}: ${calendar}`,
  booking: (name, units, number) => `${name}${units > 1 ? ` × ${units}` : ''}${number ? ` (${number})` : ''}`,
  service: (name) => `${name}: in repair`,
  part: (kind, supplier, number) => `${kind === 'pickup' ? 'Pick-up at' : 'Delivery from'} ${supplier} (${number})`,
};
