import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

// esbuild 0.28 refuses Remix's default target.
const target = 'es2022';

export default defineConfig({
  plugins: [tailwindcss(), !process.env.VITEST && remix(remixConfig)],
  build: { target, sourcemap: false, assetsInlineLimit: 0 },
  optimizeDeps: { esbuildOptions: { target } },
  server: { port: Number(process.env.PORT ?? 3000), strictPort: true },
});
