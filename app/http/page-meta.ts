type Meta = { data: unknown; matches?: readonly ({ id: string; data?: unknown } | undefined)[] };

type TitleParts = {
  /** The number of what the page lists. */
  count?: number;
  state?: string | null;
  /** The page's supplier, buyer or wing, if another page has the same name. */
  of?: string | null;
};

/** The title of a page with its count, its state and whose it is: `Offres (12) · Atelier Rebond`. */
export function pageTitle(page: string, { count, state, of }: TitleParts): string {
  return [count === undefined ? page : `${page} (${count})`, state, of].filter(Boolean).join(' · ');
}

/**
 * The document's title from the loader's data, already in the page's language: its `pageTitle`, or the `title` that its
 * heading shows. A form that was refused says so before it.
 */
export function pageMeta({ data, matches = [] }: Meta): { title: string }[] {
  const own = textOf(data, 'pageTitle') || textOf(data, 'title');
  const title = own ? `${own} · Halle` : 'Halle';
  return [{ title: textOf(matches.find((match) => match?.id === 'root')?.data, 'refusedMark') + title }];
}

function textOf(data: unknown, name: 'title' | 'pageTitle' | 'refusedMark'): string {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, name) : null;
  return typeof value === 'string' ? value : '';
}
