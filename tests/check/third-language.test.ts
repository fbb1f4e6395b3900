// A language is one folder: a copy of the sources with the Dutch folder and one line more compiles and shows it.
// Compiles everything once: about 20 s of one core.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ComponentType, createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { createServer } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

const configuration = /^(vite|vitest|tailwind|remix|eslint).*/;
const modules = readdirSync('.').filter((name) => name.endsWith('.ts') && !configuration.test(name));
const copied = ['app', 'db', 'seeds', 'bin', 'server', 'tests', 'package.json', 'tsconfig.json', ...modules];
const folder = mkdtempSync(join(tmpdir(), 'halle-language-'));

beforeAll(() => {
  for (const path of copied) cpSync(path, join(folder, path), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  cpSync('tests/setup/languages/nl', join(folder, 'app/i18n/nl'), { recursive: true });
  const list = join(folder, 'app/domain/shared/locale.ts');
  const lines = readFileSync(list, 'utf8').split('\n');
  const english = lines.findIndex((line) => line.includes('en: {'));
  lines.splice(english + 1, 0, "  nl: { tag: 'nl-BE', name: 'Nederlands' },");
  writeFileSync(list, lines.join('\n'));
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

test('compiles with one folder and one line more', { timeout: 300_000 }, () => {
  const { status, stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect([status, stdout]).toEqual([0, '']);
});

/** Loads the copy through Vite, as the server's build does, and renders a component in a language. */
async function openCopy(locale: string) {
  const server = await createServer({
    root: folder,
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, watch: null },
  });
  const { catalogues } = await server.ssrLoadModule('/app/i18n/messages.ts');
  const { LanguageProvider } = await server.ssrLoadModule('/app/i18n/language.tsx');
  const { StaticRouter } = await server.ssrLoadModule('react-router-dom/server');
  return {
    async render(path: string, name: string): Promise<string> {
      const module: Record<string, ComponentType> = await server.ssrLoadModule(path);
      const page = createElement(StaticRouter, { location: '/' }, createElement(module[name]!));
      const value = { locale, messages: catalogues[locale] };
      return renderToStaticMarkup(createElement(LanguageProvider, { value }, page));
    },
    close: () => server.close(),
  };
}

test('shows its five sentences, and French for the rest', { timeout: 120_000 }, async () => {
  const dutch = await openCopy('nl');
  try {
    const header = await dutch.render('/app/ui/header.tsx', 'Header');
    for (const own of ['De markt', 'Leveranciers', 'Aanmelden', 'Mand (0)']) expect(header).toContain(own);
    for (const french of ['Le registre', 'La méthode']) expect(header).toContain(french);
    expect([...header.matchAll(/lang="(\w+)">([^<]+)</g)].map(([, lang, name]) => [lang, name])).toEqual([
      ['fr', 'Français'],
      ['en', 'English'],
    ]);
    const page = await dutch.render('/app/town/pages/eco-design.tsx', 'default');
    expect(page).toContain('Zuinig ontwerp');
    const { catalogues } = await import('#app/i18n/messages.ts');
    const { title, ...french } = catalogues.fr.eco;
    expect(page).not.toContain(title);
    expect(page).toContain(french.lead);
  } finally {
    await dutch.close();
  }
});
