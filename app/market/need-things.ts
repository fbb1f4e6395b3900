// Things that answer the needs of the home page, in the order of its needs (`home.needs` in app/i18n). Ids of things.psv.
export const needThings = [
  ['office-chair', 'desk', 'meeting-table', 'cupboard', 'desk-lamp'],
  ['lunch', 'sandwich', 'coffee-break', 'vegetable-box', 'bread'],
  ['laptop', 'monitor', 'phone', 'desktop-computer', 'headset'],
  ['office-cleaning', 'all-purpose-cleaner', 'joinery-repair', 'paper-towel', 'grounds'],
  ['marquee', 'folding-chair', 'cold-buffet', 'sound-system', 'cups'],
  ['cargo-bike', 'drill', 'projector', 'van', 'ladder'],
] as const;
