// Meilisearch's filter expressions, as far as we use them: comparison, IN, NOT, AND, OR, parentheses, _geoRadius.
import { distanceMeters } from '#app/domain/shared/geo.ts';

type Test = (document: Record<string, unknown>) => boolean;

const known = new Map<string, Test>();

export function keeps(document: Record<string, unknown>, expression: string): boolean {
  const test = known.get(expression) ?? parse(expression);
  known.set(expression, test);
  return test(document);
}

const token = /\s*("(?:[^"\\]|\\.)*"|>=|<=|=|[()[\],]|[^\s()[\],=<>"]+)/gy;

function parse(expression: string): Test {
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (let at = 0; at < expression.trimEnd().length; at = token.lastIndex) {
    token.lastIndex = at;
    const found = token.exec(expression);
    if (!found) throw new Error(`no Meilisearch filter: ${expression}`);
    tokens.push(found[1]!);
  }
  const next = () => tokens.shift() ?? '';
  const expect = (wanted: string) => {
    const found = next();
    if (found !== wanted) throw new Error(`${wanted} expected, ${found} found in ${expression}`);
  };
  const either = (): Test => {
    let test = both();
    while (tokens[0] === 'OR') {
      next();
      const [a, b] = [test, both()];
      test = (document) => a(document) || b(document);
    }
    return test;
  };
  const both = (): Test => {
    let test = one();
    while (tokens[0] === 'AND') {
      next();
      const [a, b] = [test, one()];
      test = (document) => a(document) && b(document);
    }
    return test;
  };
  const one = (): Test => {
    const first = next();
    if (first === '(') {
      const test = either();
      expect(')');
      return test;
    }
    if (first === 'NOT') {
      const test = one();
      return (document) => !test(document);
    }
    if (first === '_geoRadius') {
      const [, lat, , lon, , meters] = [next(), next(), next(), next(), next(), next(), next()];
      return (document) => distanceTo(document, Number(lat), Number(lon)) <= Number(meters);
    }
    const operator = next();
    if (operator === 'IN') {
      expect('[');
      const wanted: string[] = [];
      for (let value = next(); value !== ']'; value = next()) if (value !== ',') wanted.push(plain(value));
      return (document) => [valueAt(document, first)].flat().some((value) => wanted.includes(String(value)));
    }
    const wanted = plain(next());
    const compare = {
      '=': (v: unknown) => [v].flat().some((one) => String(one) === wanted),
      '>=': (v: unknown) => Number(v) >= Number(wanted),
      '<=': (v: unknown) => Number(v) <= Number(wanted),
    }[operator];
    if (!compare) throw new Error(`no operator: ${operator} in ${expression}`);
    return (document) => compare(valueAt(document, first));
  };
  const test = either();
  if (tokens.length > 0) throw new Error(`what is ${tokens.join(' ')} in ${expression}?`);
  return test;
}

function plain(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
}

export function distanceTo(document: Record<string, unknown>, lat: number, lon: number): number {
  const place = document._geo as { lat: number; lng: number } | undefined;
  if (!place) return Number.POSITIVE_INFINITY;
  return distanceMeters({ lat: place.lat, lon: place.lng }, { lat, lon });
}

export function valueAt(document: Record<string, unknown>, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], document);
}
