import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

// esbuild 0.28 refuses Remix's default target.
const target = 'es2022';

export default defineConfig({
  plugins: [tailwindcss(), !process.env.VITEST && remix(remixConfig)],
  build: {
    target,
    assetsInlineLimit: 0,
  },
  // Bundled for the server: as hundreds of small files they cost 200 MiB and half a second at start.
  ssr: { noExternal: [/^drizzle-orm/, /lucia/, /^oslo/, /^@remix-run\/react/] },
  // Server-only packages that the route scan would otherwise pre-bundle for the browser.
  optimizeDeps: { esbuildOptions: { target }, exclude: ['@node-rs/argon2', 'better-sqlite3', 'drizzle-orm', 'lucia'] },
  server: { port: Number(process.env.PORT ?? 3000), strictPort: true },
});
