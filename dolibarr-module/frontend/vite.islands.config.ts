/* The back-office islands: one plain script each, no chunks, loaded by Dolibarr pages from elaska/js. */
import { defineConfig } from 'vite';

const out = process.env['OUT_FRONT'] ?? '../../out/front';
const name = process.env['ISLAND'] ?? 'timer';

export default defineConfig({
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  publicDir: false,
  /* A library that is built for no bundler leaves it as it is. */
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  build: {
    outDir: `${out}/js`,
    emptyOutDir: false,
    target: 'es2020',
    reportCompressedSize: false,
    lib: {
      entry: `src/apps/islands/${name}.ts`,
      name: `Elaska_${name}`,
      formats: ['iife'],
      fileName: () => `${name}.js`,
      cssFileName: name,
    },
  },
});
