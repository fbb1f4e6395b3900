// The pictures that other sites show with a link to a page: drawn once, by the build (bin/share-pictures.ts).
import { drawnThings } from './drawn-things.ts';
import { thingSprite } from './thing-sprite.ts';

/** Pixels of a picture for a link, as Open Graph's readers crop them least. */
export const shareSize = { width: 1200, height: 630 };

/** The address of a drawn picture, which changes with the drawings. */
export function sharePicture(name: string): string {
  return `/pictures/${name}.png?v=${thingSprite.split('?v=')[1]}`;
}

/** The picture of the market itself. */
export const marketPicture = { href: sharePicture('halle'), alt: 'Halle', ...shareSize };

/** That of a thing; of the market itself for a thing without a drawing, or without a thing. */
export function pictureOfThing(thing: string | null | undefined): string {
  return sharePicture(thing && drawnThings.has(thing) ? thing : 'halle');
}
