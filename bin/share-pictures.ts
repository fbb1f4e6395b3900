// After the build: draws the pictures that other sites show with a link, one a thing and one of the market, and the
// icons of the manifest, as PNG from public/things.svg. At run time the library that does it would cost 20 MiB.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const folder = 'build/client/pictures';
const [green, paper, tint] = ['#2c6b4c', '#faf8f3', '#e0e9e4'];
const [width, height] = [1200, 630];

/** The arches of the market's mark, in a square of 34. */
const arches = `<g fill="none" stroke="${green}" stroke-width="2.6"><path d="M2 25V15a7.5 7.5 0 0 1 15 0v10M17 25V15a7.5 7.5 0 0 1 15 0v10M2 9C8 2.5 26 2.5 32 9"/></g>`;

mkdirSync(folder, { recursive: true });
for (const [thing, drawing] of readDrawings()) await write(thing, linkPicture(drawing));
await write('halle', linkPicture(`<svg x="300" y="85" width="600" height="460" viewBox="0 0 34 26">${arches}</svg>`));
for (const size of [192, 512]) await write(`icon-${size}`, icon(size));

/** The symbols of the sprite by thing, each placed in the middle of a picture. */
function readDrawings(): [thing: string, drawing: string][] {
  const symbols = readFileSync('public/things.svg', 'utf8').matchAll(/<symbol id="([\w-]+)"([^>]*)>(.*)<\/symbol>/g);
  return [...symbols]
    .filter(([, id]) => !id!.startsWith('badge-'))
    .map(([, id, attributes, shapes]) => {
      const toned = shapes!.replaceAll('fill="var(--tone)"', 'fill="currentColor" fill-opacity=".2"');
      return [id!, `<svg x="390" y="105" width="420" height="420"${attributes}>${toned}</svg>`];
    });
}

function linkPicture(drawing: string): string {
  const mark = `<svg x="60" y="500" width="92" height="70" viewBox="0 0 34 26">${arches}</svg>`;
  const ground = `<rect width="${width}" height="${height}" fill="${tint}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" color="${green}">${ground}${drawing}${mark}</svg>`;
}

function icon(size: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="-7 -11 48 48"><rect x="-7" y="-11" width="48" height="48" fill="${paper}"/>${arches}</svg>`;
}

async function write(name: string, svg: string): Promise<void> {
  await sharp(Buffer.from(svg))
    .png({ compressionLevel: 6 }) // a palette would halve the file and cost six times the time
    .toFile(join(folder, `${name}.png`));
}
