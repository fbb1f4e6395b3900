export type TilePath = { level: number; index: number; width: number };

/**
 * Parses `<L>/<N>[.p/<W>]` of C2SP tlog-tiles, with N in groups of three digits (`x001/234`). Null for any other
 * form: leading groups have an x, every group has three digits, W is 1 to 255.
 */
export function parseTilePath(path: string): TilePath | null {
  const parts = /^(\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (!parts) return null;
  const level = Number(parts[1]);
  const index = Number(parts[2]!.replace(/[x/]/g, ''));
  const width = parts[3] === undefined ? 256 : Number(parts[3]);
  const canonical =
    String(level) === parts[1] &&
    (parts[3] === undefined || String(width) === parts[3]) &&
    !parts[2]!.startsWith('x000');
  return canonical &&
    level <= 63 &&
    width >= 1 &&
    (parts[3] === undefined || width <= 255) &&
    Number.isSafeInteger(index)
    ? { level, index, width }
    : null;
}
