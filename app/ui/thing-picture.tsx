// The picture of a thing: one drawing for all offers that are one, in the tint of their supplier.
import type { OfferKind } from '#app/domain/catalogue/offer.ts';
import { drawnThings } from './drawn-things.ts';
import { thingSprite } from './thing-sprite.ts';

/** The drawing of 72 units and 7 around it, for the badge at its corner: WebKit cuts what leaves the box. */
const pictureBox = '-7 -7 86 86';

/** Number of the classes tint-0, tint-1, ... of the stylesheet. */
const tints = 7;

/** The class of a supplier's tint, the same everywhere: cards, basket, map. */
export function tintClass(slug: string): string {
  return `tint-${[...slug].reduce((sum, char) => sum + char.charCodeAt(0), 0) % tints}`;
}

/**
 * Shown for what has no photograph: the drawing of its thing, or a neutral pattern with the initial of its name. It is
 * ornament: the name stands beside it. `size`: the tile of a card, of a page, or a square in a line.
 */
export function ThingPicture({
  thing,
  kind,
  name,
  supplier,
  size = 'cover',
}: {
  thing: string | null;
  kind?: OfferKind | undefined;
  name: string;
  supplier: string;
  size?: 'cover' | 'page' | 'line';
}) {
  const drawing = thing === null ? undefined : drawnThings.get(thing);
  const badge = drawing?.badge ?? (kind === 'rental' ? 'rent' : null);
  const className = `picture ${size} ${tintClass(supplier)}`;
  if (!drawing)
    return (
      <svg className={`${className} plain`} width="72" height="72" viewBox={pictureBox} aria-hidden="true">
        <text x="36" y="36">
          {initialOf(name)}
        </text>
      </svg>
    );
  return (
    <svg className={className} width="72" height="72" viewBox={pictureBox} aria-hidden="true">
      <use href={`${thingSprite}#${thing}`} width="72" height="72" />
      {badge && (
        <>
          <circle cx="62" cy="62" r="17" fill="none" />
          <use href={`${thingSprite}#badge-${badge}`} x="51" y="51" width="22" height="22" />
        </>
      )}
    </svg>
  );
}

function initialOf(name: string): string {
  return /[\p{L}\p{N}]/u.exec(name)?.[0].toUpperCase() ?? '';
}
