/* The client portal: index.html, /assets and the service worker, served at the root of its own host name. */
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { mockApi } from './src/testing/mock/plugin';
import { bootScript, budgets, singleIcons } from './vite/plugins';

const out = process.env['OUT_FRONT'] ?? '../../out/front';

export default defineConfig({
  resolve: {
    alias: [
      { find: '@', replacement: new URL('./src', import.meta.url).pathname },
      { find: /^elaska\.wasm/, replacement: `${resolve(out)}/../wasm/elaska.wasm` },
    ],
  },
  plugins: [
    singleIcons(),
    react(),
    bootScript(),
    budgets({ js: 200_000, css: 40_000, first: ['main'] }),
    mockApi(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/apps/portal',
      filename: 'sw.ts',
      injectRegister: null,
      manifest: false,
      injectManifest: {
        globPatterns: ['**/*.{html,js,css,woff2,svg,wasm}'],
        globIgnores: ['sw.js'],
      },
    }),
  ],
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    outDir: `${out}/public`,
    emptyOutDir: true,
    target: 'es2021',
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 800,
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
  },
});
