// Brings a drawing of any set of icons to one line and one tone, for bin/thing-sprite.ts.

/** The inside of a symbol; `attributes` begins with a blank where there are any. */
export type Drawing = { viewBox: string; attributes: string; body: string };

type Segment = [string, ...number[]];
type Path = { abs(): Path; unshort(): Path; unarc(): Path; segments: Segment[]; toString(): string };

/** The functions of the packages svgo and svgpath, of which neither is a dependency of Halle. */
export type Tools = {
  optimize(svg: string, options: object): { data: string };
  parsePath: new (path: string) => Path;
};

/** Lines as they are in their set, brought to `width`; before them the tone of all that is closed. */
export function drawLines(tools: Tools, body: string, viewBox: string, width: number, toned: boolean): Drawing {
  const shapes = shapesOf(tools, body, viewBox).filter(({ stroked, filled }) => stroked || filled);
  const closed = shapes.filter(({ stroked }) => stroked).flatMap(({ d }) => subpathsOf(tools, d).filter(isClosed));
  const tone = toned && closed.length > 0 ? toneOf(closed) : '';
  const lines = shapes.map(({ d, filled, stroked }) =>
    filled ? `<path d="${d}" fill="currentColor"${stroked ? '' : ' stroke="none"'}/>` : `<path d="${d}"/>`,
  );
  return {
    viewBox,
    attributes: ` fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" stroke-width="${width}"`,
    body: rounded(tools, tone + lines.join(''), viewBox),
  };
}

/** A filled shape as it is; `tone` before it: given as a path, or true for its outermost contours. */
export function drawFilled(tools: Tools, body: string, viewBox: string, tone: string | boolean): Drawing {
  const shapes = shapesOf(tools, body, viewBox);
  const under =
    typeof tone === 'string' ? `<path d="${tone}" fill="var(--tone)"/>` : tone ? toneOf(outermost(tools, shapes)) : '';
  const marks = shapes.map(({ d, evenOdd }) => `<path d="${d}"${evenOdd ? ' fill-rule="evenodd"' : ''}/>`).join('');
  return { viewBox, attributes: ' fill="currentColor"', body: rounded(tools, under + marks, viewBox) };
}

/** A solid shape as an outline with tone. */
export function drawSolid(tools: Tools, body: string, viewBox: string, width: number): Drawing {
  const marks = shapesOf(tools, body, viewBox).map(({ d }) => `<path d="${d}"/>`);
  return {
    viewBox,
    attributes: ` fill="var(--tone)" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" stroke-width="${width}"`,
    body: rounded(tools, marks.join(''), viewBox),
  };
}

type Shape = { d: string; stroked: boolean; filled: boolean; evenOdd: boolean };

/** All shapes of a drawing as paths, each with what its groups say of it. */
function shapesOf({ optimize }: Tools, body: string, viewBox: string): Shape[] {
  const plugins = [{ name: 'convertShapeToPath', params: { convertArcs: true, floatPrecision: 3 } }];
  const { data } = optimize(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}">${body}</svg>`, { plugins });
  const shapes: Shape[] = [];
  const groups: Record<string, string>[] = [];
  for (const [, end, tag, attributes = ''] of data.matchAll(/<(\/?)(\w+)(\s[^>]*|\/)?>/g)) {
    if (tag === 'g') end ? groups.pop() : groups.push(attributesOf(attributes));
    if ((tag !== 'path' && tag !== 'rect') || end) continue;
    const own = attributesOf(attributes);
    if (tag === 'rect') own.d = roundedRectangle(own);
    const inherited = (name: string) => own[name] ?? groups.findLast((group) => group[name] !== undefined)?.[name];
    if (own.transform || own.d === undefined) throw new Error('a path with a transform or without a line');
    const fill = inherited('fill');
    shapes.push({
      d: own.d,
      stroked: inherited('stroke') !== undefined || fill === undefined,
      filled: fill === 'currentColor',
      evenOdd: inherited('fill-rule') === 'evenodd',
    });
  }
  return shapes;
}

/** SVGO leaves rectangles with round corners as they are. */
function roundedRectangle(rectangle: Record<string, string>): string {
  const number = (name: string) => Number(rectangle[name] ?? 0);
  const [x, y, radius] = [number('x'), number('y'), number('rx') || number('ry')];
  const [across, down] = [number('width') - 2 * radius, number('height') - 2 * radius];
  const corner = (dx: number, dy: number) => `a${radius} ${radius} 0 0 1 ${dx} ${dy}`;
  const top = `M${x + radius} ${y}h${across}${corner(radius, radius)}v${down}`;
  return `${top}${corner(-radius, radius)}h${-across}${corner(-radius, -radius)}v${-down}${corner(radius, -radius)}z`;
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/(?<![\w-])([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!]),
  );
}

function subpathsOf({ parsePath }: Tools, d: string): Segment[][] {
  const subpaths: Segment[][] = [];
  let at: [number, number] = [0, 0];
  let start: [number, number] = [0, 0];
  for (const segment of new parsePath(d).abs().unshort().unarc().segments) {
    const [command] = segment;
    const current = subpaths.at(-1);
    if (command === 'M') {
      subpaths.push([segment]);
      start = segment.slice(1) as [number, number];
      at = start;
    } else if (!current || current.at(-1)?.[0] === 'Z') {
      subpaths.push([['M', ...at], segment]);
    } else current.push(segment);
    at = command === 'Z' ? start : endOf(segment, at);
  }
  return subpaths;
}

function endOf([command, ...numbers]: Segment, at: [number, number]): [number, number] {
  if (command === 'H') return [numbers[0]!, at[1]];
  if (command === 'V') return [at[0], numbers[0]!];
  return numbers.slice(-2) as [number, number];
}

/** Whether a contour returns to where it began. */
function isClosed(subpath: Segment[]): boolean {
  if (subpath.at(-1)?.[0] === 'Z') return true;
  const [x, y] = subpath[0]!.slice(1) as [number, number];
  let at: [number, number] = [x, y];
  for (const segment of subpath.slice(1)) at = endOf(segment, at);
  return subpath.length > 2 && Math.hypot(at[0] - x, at[1] - y) < 0.05;
}

/** The contours of filled shapes that lie in no other. */
function outermost(tools: Tools, shapes: Shape[]): Segment[][] {
  const contours = shapes.flatMap(({ d }) => subpathsOf(tools, d)).map((subpath) => ({ subpath, box: boxOf(subpath) }));
  return contours
    .filter(({ box }) => !contours.some((other) => other.box !== box && holds(other.box, box)))
    .map(({ subpath }) => subpath);
}

type Box = { left: number; right: number; top: number; bottom: number };

function boxOf(subpath: Segment[]): Box {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const [command, ...numbers] of subpath) {
    if (command === 'H') xs.push(numbers[0]!);
    else if (command === 'V') ys.push(numbers[0]!);
    else numbers.forEach((number, i) => void (i % 2 ? ys : xs).push(number));
  }
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

function holds(outer: Box, inner: Box): boolean {
  return (
    outer.left <= inner.left && outer.right >= inner.right && outer.top <= inner.top && outer.bottom >= inner.bottom
  );
}

function toneOf(subpaths: Segment[][]): string {
  const d = subpaths.map((subpath) => subpath.map(([command, ...numbers]) => command + numbers.join(' ')).join(''));
  return `<path d="${d.join('')}" fill="var(--tone)" stroke="none"/>`;
}

/** A tenth of a unit is enough on a grid of 24 or 48, a unit on one of 256. */
function rounded({ optimize }: Tools, body: string, viewBox: string): string {
  const floatPrecision = viewBox.endsWith('256') ? 0 : 1;
  const overrides = { cleanupIds: false, removeHiddenElems: false, removeUselessStrokeAndFill: false };
  const plugins = [{ name: 'preset-default', params: { overrides, floatPrecision } }];
  const { data } = optimize(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}">${body}</svg>`, {
    multipass: true,
    floatPrecision,
    plugins,
  });
  return data.replace(/^<svg[^>]*>/, '').replace(/<\/svg>$/, '');
}
