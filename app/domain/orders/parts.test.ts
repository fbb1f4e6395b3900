import { expect, test } from 'vitest';
import { listValues, text } from '#db/rows.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { listPartsDone } from './parts.server.ts';

test('a supplier with more finished parts than fit sees the latest of them', async () => {
  const town = await openTown();
  const busiest = `select supplier_id
     from order_parts
     where state = 'handed-over'
     group by supplier_id
     order by count(*) desc`;
  const [supplierId] = listValues(town.db, text, busiest);
  const days = `select deliver_on
     from order_parts
     where supplier_id = ? and state = 'handed-over'
     order by deliver_on desc`;
  const all = listValues(town.db, text, days, supplierId);
  expect(all.length).toBeGreaterThan(3);
  const shown = listPartsDone(town, supplierId!, 3);
  expect(shown.map(({ part }) => part.deliverOn)).toEqual(all.slice(0, 3));
  expect(shown.every(({ lines }) => lines.length > 0)).toBe(true);
});
