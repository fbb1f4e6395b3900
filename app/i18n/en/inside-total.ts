import { pluralForm } from '../format.ts';
import type { insideTotal as fr } from '../fr/inside-total.ts';

export const insideTotal: typeof fr = {
  title: 'Inside the town’s total',
  lines: (count) => pluralForm(count, 'en', 'line', 'lines'),
  inside: (lines, own, town, at) =>
    `The proof holds: ${lines}, ${own} excl. VAT, inside the ${town} that the town published on ${at}.`,
  waiting:
    'Not in the published figures yet: the town publishes once enough orders, suppliers and buyers are together.',
  differs: 'The proof does not lead to the total in the ledger. Keep the file and report it: this is not normal.',
  how: 'The proof climbs from a piece of your line to the root in the ledger, and shows no line of others. “verify_sum_proof.py” verifies it without us, with Python alone.',
  download: 'Download the proof (JSON)',
};
