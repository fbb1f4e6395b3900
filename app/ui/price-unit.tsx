import type { Unit } from '#app/domain/catalogue/offer.ts';
import { useMessages } from '#app/i18n/context.tsx';

/** "la pièce", or "le lot de 12 pièces" when the order unit holds several. */
export function PriceUnit({ unit, packSize }: { unit: Unit; packSize: number }) {
  const t = useMessages();
  return <>{packSize === 1 ? t.perUnit[unit] : t.perPack(packSize, t.unitsMany[unit])}</>;
}
