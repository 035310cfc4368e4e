/*
 * Build steps of our own: the boot script (classic, external, before first paint), early hints of the page, the
 * Content-Security-Policy, and the budgets of first-load JavaScript and CSS, over which the build fails.
 */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Plugin, Rollup } from 'vite';

const SRC = new URL('../src', import.meta.url).pathname;
const BOOT = `${SRC}/apps/portal/boot.ts`;

/* frame-ancestors and the like are for response headers: a meta element cannot carry them. */
const CSP = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

async function bootCode(minify: boolean): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [BOOT],
    bundle: true,
    write: false,
    format: 'iife',
    minify,
    target: 'es2020',
    alias: { '@': SRC },
  });
  return outputFiles[0]?.text ?? '';
}

export function bootScript(): Plugin {
  let command: 'build' | 'serve' = 'build';
  return {
    name: 'elaska-boot',
    configResolved(config) {
      command = config.command;
    },
    configureServer(server) {
      server.middlewares.use('/boot.js', (_request, response) => {
        void bootCode(false).then((code) => {
          response.setHeader('content-type', 'text/javascript');
          response.end(code);
        });
      });
    },
    transformIndexHtml: {
      order: 'post',
      async handler(html, context) {
        if (command === 'serve') {
          return html.replace('<!--boot-->', '<script src="/boot.js"></script>');
        }
        const code = await bootCode(true);
        const hash = createHash('sha256').update(code).digest('base64url').slice(0, 8);
        const fileName = `assets/boot-${hash}.js`;
        if (context.bundle) {
          context.bundle[fileName] = {
            type: 'asset',
            fileName,
            name: 'boot.js',
            names: ['boot.js'],
            originalFileName: null,
            originalFileNames: [],
            needsCodeReference: false,
            source: code,
          };
        }
        const main = Object.values(context.bundle ?? {}).find(
          (part) => part.type === 'chunk' && part.name === 'main' && part.isDynamicEntry,
        );
        const styles = main?.type === 'chunk' ? [...(main.viteMetadata?.importedCss ?? [])] : [];
        const font = Object.keys(context.bundle ?? {}).find((name) => name.endsWith('.woff2'));
        const head = [
          `<meta http-equiv="Content-Security-Policy" content="${CSP}" />`,
          `<script src="/${fileName}"></script>`,
          font
            ? `<link rel="preload" href="/${font}" as="font" type="font/woff2" crossorigin />`
            : '',
          main ? `<link rel="modulepreload" href="/${main.fileName}" />` : '',
          ...styles.map((file) => `<link rel="stylesheet" href="/${file}" />`),
        ];
        /* The policy must come before anything that it rules. */
        return html
          .replace('<!--boot-->', '')
          .replace(
            /(<meta charset="[^"]*" ?\/?>)/,
            `$1\n    ${head.filter(Boolean).join('\n    ')}`,
          );
      },
    },
  };
}

type Budget = { js: number; css: number; first: string[] };

function firstLoad(bundle: Rollup.OutputBundle, names: string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    const chunk = bundle[file];
    if (seen.has(file) || chunk === undefined) return;
    seen.add(file);
    if (chunk.type !== 'chunk') return;
    chunk.imports.forEach(visit);
    chunk.viteMetadata?.importedCss.forEach((css) => seen.add(css));
  };
  for (const [file, chunk] of Object.entries(bundle)) {
    if (chunk.type !== 'chunk') continue;
    if (chunk.isEntry || names.includes(chunk.name)) visit(file);
  }
  return seen;
}

/* What the first screen loads: the entry, the chunks named in `first`, and all that they import statically. */
export function budgets(budget: Budget): Plugin {
  return {
    name: 'elaska-budgets',
    apply: 'build',
    enforce: 'post',
    writeBundle(_options, bundle) {
      const size = { js: 0, css: 0 };
      const boot = Object.keys(bundle).filter((file) => file.startsWith('assets/boot-'));
      for (const file of [...boot, ...firstLoad(bundle, budget.first)]) {
        const part = bundle[file];
        if (part === undefined) continue;
        const bytes = gzipSync(part.type === 'chunk' ? part.code : part.source, {
          level: 9,
        }).length;
        if (file.endsWith('.js')) size.js += bytes;
        else if (file.endsWith('.css')) size.css += bytes;
      }
      const kb = (bytes: number): string => (bytes / 1000).toFixed(1);
      console.log(
        `first load: JavaScript ${kb(size.js)} kB of ${kb(budget.js)}, CSS ${kb(size.css)} kB of ${kb(budget.css)} (gzip)`,
      );
      if (size.js > budget.js || size.css > budget.css) this.error('first load is over budget');
    },
  };
}

/* Icons one file each: the package's index names six thousand, which cost more than the rest of the build. */
export function singleIcons(): Plugin {
  return {
    name: 'elaska-icons',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/src/') || !code.includes("'@tabler/icons-react'")) return null;
      return code.replace(
        /import \{([^}]+)\} from '@tabler\/icons-react';/g,
        (_all, names: string) =>
          names
            .split(',')
            .map((name) => name.trim())
            .filter(Boolean)
            .map((name) => `import ${name} from '@tabler/icons-react/dist/esm/icons/${name}.mjs';`)
            .join(' '),
      );
    },
  };
}
