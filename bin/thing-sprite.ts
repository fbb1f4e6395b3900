// Makes public/things.svg, one symbol a thing and one a badge, from app/ui/thing-pictures.psv, bin/thing-drawings.svg
// and sets of icons that neither install nor build needs. Whoever changes a picture fetches them and runs it:
//   npm install --prefix FOLDER --ignore-scripts PACKAGES (their versions are in NOTICE)
//   node bin/thing-sprite.ts FOLDER
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { type Drawing, drawFilled, drawLines, drawSolid, type Tools } from './thing-symbols.ts';

const badges = {
  wrench: 'wrench',
  service: 'user',
  course: 'graduation-cap',
  drop: 'drop',
  search: 'magnifying-glass',
  return: 'arrow-u-up-left',
  rent: 'calendar-dots',
  parking: 'letter-circle-p',
  heat: 'thermometer-hot',
  check: 'check',
  cut: 'scissors',
  cold: 'snowflake',
};

/** Sets of filled shapes, with the square of their grid that brings weight and size in line with the others. */
const filledSets: Record<string, string> = {
  'material-symbols-light': '1.75 1.75 20.5 20.5',
  healthicons: '3 3 42 42',
  'fluent-emoji-high-contrast': '0 0 32 32',
  mdi: '0 0 24 24',
  temaki: '0 0 15 15',
};

/** Pictures that are solid in their set and become outlines here, with their square and its line. */
const solidPictures: Record<string, { viewBox: string; width: number }> = {
  'mdi:bench': { viewBox: '0 0 24 24', width: 1.125 },
  'temaki:latrine': { viewBox: '-13 0 48 48', width: 2.25 },
};

type IconSet = { icons: Record<string, { body: string } | undefined>; width?: number };

function main(folder: string | undefined): void {
  if (!folder) throw new Error('usage: node bin/thing-sprite.ts FOLDER (where the sets of icons are installed)');
  const load = createRequire(join(resolve(folder), 'index.js'));
  const tools: Tools = { optimize: load('svgo').optimize, parsePath: load('svgpath') };
  const sets = new Map<string, IconSet>();
  const iconOf = (set: string, name: string): string => {
    if (!sets.has(set)) sets.set(set, load(`@iconify-json/${set}/icons.json`) as IconSet);
    const icon = sets.get(set)?.icons[name];
    if (!icon) throw new Error(`no icon ${set}:${name}`);
    return icon.body;
  };
  const own = readOwnDrawings();
  const pictures = readFileSync('app/ui/thing-pictures.psv', 'utf8').split('\n');
  const rows = pictures.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('|'));
  const drawn = rows.filter((row) => row[1] !== '').map((row) => [row[0]!, row[1]!] as const);
  const symbols = drawn.map(([thing, picture]) => symbol(thing, drawPicture(tools, iconOf, own, picture)));
  const discs = Object.entries(badges).map(([badge, name]) => {
    const body = `<g fill="currentColor">${iconOf('ph', `${name}-bold`)}</g>`;
    return symbol(`badge-${badge}`, drawFilled(tools, body, '0 0 256 256', false));
  });
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Sources and licences: NOTICE -->\n${[...symbols, ...discs].join('\n')}\n</svg>\n`;
  const hash = createHash('sha256').update(sprite).digest('hex').slice(0, 12);
  writeFileSync('public/things.svg', sprite);
  writeFileSync(
    'app/ui/thing-sprite.ts',
    `// Written by bin/thing-sprite.ts.\n/** The drawings of all things, at an address that changes with them. */\nexport const thingSprite = '/things.svg?v=${hash}';\n`,
  );
  console.log(`${symbols.length} pictures and ${discs.length} badges, ${sprite.length} bytes, ${hash}`);
}

function drawPicture(
  tools: Tools,
  iconOf: (set: string, name: string) => string,
  own: Map<string, Drawing>,
  picture: string,
): Drawing {
  const [set = '', name = ''] = picture.split(':');
  if (set === 'halle') {
    const drawing = own.get(name);
    if (!drawing) throw new Error(`no drawing ${name}`);
    const isOld = drawing.viewBox === '5 5 82 82';
    return drawLines(tools, drawing.body, drawing.viewBox, isOld ? 3.85 : 1.125, !isOld);
  }
  const solid = solidPictures[picture];
  if (solid) return drawSolid(tools, iconOf(set, name), solid.viewBox, solid.width);
  if (set === 'ph') {
    const tone = /<path d="([^"]+)" opacity="\.2"\/>/.exec(iconOf(set, `${name}-duotone`))?.[1];
    return drawFilled(tools, iconOf(set, `${name}-light`), '0 0 256 256', tone ?? false);
  }
  const square = filledSets[set];
  if (square) return drawFilled(tools, iconOf(set, name), square, true);
  const grid = set === 'icon-park-outline' ? 48 : 24;
  return drawLines(tools, iconOf(set, name), `0 0 ${grid} ${grid}`, (1.125 * grid) / 24, true);
}

/** The drawings of bin/thing-drawings.svg by name. */
function readOwnDrawings(): Map<string, Drawing> {
  const text = readFileSync('bin/thing-drawings.svg', 'utf8');
  const found = text.matchAll(/<symbol id="([\w-]+)"(?: viewBox="([^"]+)")?>(.+)<\/symbol>/g);
  return new Map(
    [...found].map(([, name, viewBox = '0 0 24 24', body = '']) => [name!, { viewBox, body, attributes: '' }]),
  );
}

function symbol(id: string, { viewBox, attributes, body }: Drawing): string {
  return `<symbol id="${id}" viewBox="${viewBox}"${attributes}>${body}</symbol>`;
}

main(process.argv[2]);
