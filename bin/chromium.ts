// Finds Chromium, installs Debian's package, or prints how to install it. Browser tests are never skipped silently.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Path of the browser. Exits with a message when there is none and none can be installed. */
export function findChromium(): string {
  const found = () => [process.env.CHROMIUM, ...usual].find((path) => path && existsSync(path));
  const first = found();
  if (first) return first;
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log('Installing Chromium from Debian...');
    const apt = (...args: string[]) =>
      spawnSync('apt-get', args, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    apt('update', '-qq');
    apt('install', '-y', '-qq', 'chromium');
    const installed = found();
    if (installed) return installed;
  }
  console.error(
    'Chromium was not found. Install it (on Debian: apt-get install chromium), or set CHROMIUM to its path.',
  );
  process.exit(1);
}

/** A headless browser that makes no network requests of its own. */
export function launchBrowser(): Promise<Browser> {
  const quiet = ['background-networking', 'component-update', 'sync', 'gpu', 'quic'].map((what) => `--disable-${what}`);
  return chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--no-first-run', ...quiet] });
}
