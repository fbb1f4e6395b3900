import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { clientMessages } from './fr/client.ts';

const imported = /^import (?!type).*?from '([^']+\.tsx)';/gm;

/** Views that a page with scripts takes along, by path from the project's root; the page is the first. */
function viewsOf(page: string): string[] {
  const views = new Set([page]);
  for (const view of views)
    for (const [, source] of readFileSync(view, 'utf8').matchAll(imported))
      views.add(source!.startsWith('#') ? source!.slice(1) : join(dirname(view), source!));
  return [...views];
}

/** Names of the catalogue that a view reads, function by function, for `t` is another word in each. */
function wordsOf(view: string): string[] {
  return readFileSync(view, 'utf8')
    .split(/^(?:export )?(?:default )?function /m)
    .flatMap((part) => {
      const taken = [...part.matchAll(/const \{([^}]*)\} = useMessages\(\);/g)].flatMap(([, names]) =>
        names!.split(','),
      );
      const direct = [...part.matchAll(/useMessages\(\)\.(\w+)/g)].map(([, name]) => name!);
      const whole = part.includes('const t = useMessages();') ? [...part.matchAll(/(?<![\w.])t\.(\w+)/g)] : [];
      return [...taken, ...direct, ...whole.map(([, name]) => name!)].map((name) => name.split(':')[0]!.trim());
    })
    .filter(Boolean);
}

const pages = globSync('app/*/pages/*.tsx').filter((page) =>
  readFileSync(page, 'utf8').includes('handle = { js: true }'),
);

test.each(pages)('%s reads words that its browser has', (page) => {
  const views = viewsOf(page);
  expect(views.length).toBeGreaterThan(3);
  const missing = views.flatMap((view) =>
    wordsOf(view)
      .filter((name) => !Object.hasOwn(clientMessages, name))
      .map((name) => `${view}: ${name}`),
  );
  expect(missing).toEqual([]);
});

test('there are pages with scripts', () => expect(pages.length).toBeGreaterThan(1));
