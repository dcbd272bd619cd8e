import react from '@astrojs/react';
import { defineConfig } from 'astro/config';
import { fileURLToPath } from 'node:url';
import { contentlayerIntegration } from './src/build/contentlayer-integration.ts';
import { portalAdapter } from './src/build/portal-adapter.ts';
import { searchIndexIntegration } from './src/build/search-index-integration.ts';
import { serviceWorkerIntegration } from './src/build/service-worker-integration.ts';

// The demonstration site is a build of its own, so that no page of it can lack its mark.
const isDemonstration = process.env['ANLAN_DEMO'] === '1';

export default defineConfig({
  site: process.env['ANLAN_PUBLIC_URL'] || 'http://localhost:4321',
  outDir: process.env['ANLAN_DIST'] ?? (isDemonstration ? './dist-demo' : './dist'),
  output: 'static',
  trailingSlash: 'always',
  compressHTML: true,
  adapter: portalAdapter(),
  integrations: [contentlayerIntegration(), react(), searchIndexIntegration(), serviceWorkerIntegration()],
  build: { inlineStylesheets: 'auto', concurrency: 2 },
  devToolbar: { enabled: false },
  server: { port: Number(process.env['PORT'] ?? 4321) },
  security: {
    // The host checks the origin of every unsafe request itself, for pages and functions alike.
    checkOrigin: false,
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
      ],
      // The search index is read by a small WebAssembly module.
      scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'"] },
      styleDirective: { resources: ["'self'"] },
    },
  },
  vite: {
    define: { __IS_DEMONSTRATION__: JSON.stringify(isDemonstration) },
    resolve: {
      alias: {
        'contentlayer/generated': fileURLToPath(
          new URL('./.contentlayer/generated/index.mjs', import.meta.url),
        ),
      },
    },
  },
});
