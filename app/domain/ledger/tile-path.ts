/** `level` is `entries` for a bundle of entries. */
export type TilePath = { level: number | 'entries'; index: number; width: number };

/**
 * Parses `<L>/<N>[.p/<W>]` of C2SP tlog-tiles, with N in groups of three digits (`x001/234`) and `entries` or a
 * number as L. Null for any other form: leading groups have an x, every group has three digits, W is 1 to 255.
 */
export function parseTilePath(path: string): TilePath | null {
  const parts = /^(\d{1,2}|entries)\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (!parts) return null;
  const level = parts[1] === 'entries' ? 'entries' : Number(parts[1]);
  const index = Number(parts[2]!.replace(/[x/]/g, ''));
  const width = parts[3] === undefined ? 256 : Number(parts[3]);
  const canonical =
    String(level) === parts[1] &&
    (parts[3] === undefined || String(width) === parts[3]) &&
    !parts[2]!.startsWith('x000');
  return canonical &&
    (level === 'entries' || level <= 63) &&
    width >= 1 &&
    (parts[3] === undefined || width <= 255) &&
    Number.isSafeInteger(index)
    ? { level, index, width }
    : null;
}

/** The path of a tile or bundle below its level: `x001/234`, with `.p/W` while it is not full. */
export function tileIndexPath(index: number, width: number): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const groups = digits.match(/\d{3}/g)!;
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return width < 256 ? `${path}.p/${width}` : path;
}
