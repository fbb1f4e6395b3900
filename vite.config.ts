import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

// esbuild 0.28 refuses Remix's default target.
const target = 'es2022';

const scriptedPieces =
  /app\/(i18n\/(format|format-interval|language)|http\/page-meta|domain\/(shared\/(context|evidence-level|geo|money|town)|catalogue\/offer|suppliers\/supplier)|ui\/(arches|header|footer|price|price-unit|impact-interval|impact-preview)|buyer\/(supplier-basket|order-totals))\.tsx?$/;

export default defineConfig({
  plugins: [tailwindcss(), !process.env.VITEST && remix(remixConfig)],
  build: {
    target,
    assetsInlineLimit: 0,
    // Fewer requests: all scripted pages share one file for the libraries and one for our own pieces.
    rollupOptions: {
      output: {
        manualChunks: (id) => {
          if (
            /node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@remix-run|turbo-stream)\//.test(id)
          )
            return 'libraries';
          return scriptedPieces.test(id) ? 'pieces' : undefined;
        },
      },
    },
  },
  // Bundled for the server: as hundreds of small files they cost 200 MiB and half a second at start.
  ssr: { noExternal: [/^drizzle-orm/, /lucia/, /^oslo/, /^@remix-run\/react/] },
  // Server-only packages that the route scan would otherwise pre-bundle for the browser.
  optimizeDeps: { esbuildOptions: { target }, exclude: ['@node-rs/argon2', 'better-sqlite3', 'drizzle-orm', 'lucia'] },
  server: { port: Number(process.env.PORT ?? 3000), strictPort: true },
});
