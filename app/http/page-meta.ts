/** Page title from the loader's data, already in the page's language. */
export function pageMeta({ data }: { data: unknown }): { title: string }[] {
  const title = (data as { title?: string } | undefined)?.title;
  return [{ title: title ? `${title} · Halle` : 'Halle' }];
}
