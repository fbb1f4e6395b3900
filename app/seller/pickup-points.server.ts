// Pick-up points as cards of fields: the texts that they hold, and the schema that reads them.
import { z } from 'zod';
import { communeName, resolveCommune } from '#app/domain/shared/communes.server.ts';
import { optionalText } from '#app/http/form-fields.ts';
import type { PickupPoint } from '#db/schema/suppliers.ts';
import { allSlots, maxPoints, type PointPart, pointField, pointParts, shownPoints } from './hours-fields.ts';

const lengths: Record<PointPart, number> = { name: 120, address: 200, commune: 200, hours: 200 };

/** An empty card is no point; one that says something needs a name, an address and a commune of the official list. */
export const pickupPointsForm = z
  .object(
    Object.fromEntries(
      allSlots(maxPoints).flatMap((slot) =>
        pointParts.map((part) => [pointField(slot, part), optionalText(lengths[part])]),
      ),
    ),
  )
  .transform((form, context): { pickupPoints: PickupPoint[] } => {
    const typed = new Map(Object.entries(form));
    const points = allSlots(maxPoints).flatMap((slot) => {
      const text = (part: PointPart) => typed.get(pointField(slot, part)) ?? '';
      const [name, address, commune, hours] = [text('name'), text('address'), text('commune'), text('hours')];
      if (`${name}${address}${commune}${hours}` === '') return [];
      const refuse = (part: PointPart, message: string, named = '') =>
        context.addIssue({ code: 'custom', path: [pointField(slot, part)], message, params: { named } });
      for (const part of ['name', 'address', 'commune'] as const) if (text(part) === '') refuse(part, 'required');
      if (commune === '') return [];
      const resolved = resolveCommune(commune);
      if (resolved.found) return [{ name, address, insee: resolved.found.insee, hours }];
      const near = resolved.candidates.map((one) => `${one.postcodes[0]} ${one.name}`).join(', ');
      refuse('commune', near ? 'communeNear' : 'commune', near);
      return [];
    });
    return { pickupPoints: points };
  });

/** The texts of the cards; `isWhole`: of every card that a form can have. */
export function pickupPointValues(points: readonly PickupPoint[], isWhole: boolean): Record<string, string> {
  const slots = isWhole ? allSlots(maxPoints) : shownPoints(points.length);
  return Object.fromEntries(
    slots.flatMap((slot) => {
      const point = points[slot - 1];
      const texts: Record<PointPart, string> = point
        ? { name: point.name, address: point.address, commune: communeName(point.insee), hours: point.hours }
        : { name: '', address: '', commune: '', hours: '' };
      return pointParts.map((part) => [pointField(slot, part), texts[part]]);
    }),
  );
}
