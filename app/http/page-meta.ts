type Meta = { data: unknown; matches?: readonly ({ id: string; data?: unknown } | undefined)[] };

/** Page title from the loader's data, already in the page's language; a form that was refused says so before it. */
export function pageMeta({ data, matches = [] }: Meta): { title: string }[] {
  const page = titled(data);
  const title = page.title ? `${page.title} · Halle` : 'Halle';
  const { refusedMark } = titled(matches.find((match) => match?.id === 'root')?.data);
  return [{ title: refusedMark ? refusedMark + title : title }];
}

function titled(data: unknown): { title?: unknown; refusedMark?: unknown } {
  return typeof data === 'object' && data !== null ? data : {};
}
