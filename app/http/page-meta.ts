type Meta = { data: unknown; matches?: readonly ({ id: string; data?: unknown } | undefined)[] };

/** Page title from the loader's data, already in the page's language; a form that was refused says so before it. */
export function pageMeta({ data, matches = [] }: Meta): { title: string }[] {
  const own = textOf(data, 'title');
  const title = own ? `${own} · Halle` : 'Halle';
  return [{ title: textOf(matches.find((match) => match?.id === 'root')?.data, 'refusedMark') + title }];
}

function textOf(data: unknown, name: 'title' | 'refusedMark'): string {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, name) : null;
  return typeof value === 'string' ? value : '';
}
