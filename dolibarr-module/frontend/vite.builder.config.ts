/* The template editor: one script and one style sheet, loaded by its own setup page only. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const out = process.env['OUT_FRONT'] ?? '../../out/front';

export default defineConfig({
  plugins: [react()],
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  publicDir: false,
  build: {
    outDir: `${out}/js`,
    emptyOutDir: false,
    target: 'es2020',
    reportCompressedSize: false,
    lib: {
      entry: 'src/apps/builder/entry.tsx',
      name: 'Elaska_builder',
      formats: ['iife'],
      fileName: () => 'builder.js',
      cssFileName: 'builder',
    },
  },
});
