/*
 * Sentences of refusals in the portal's locales, taken from the module's language files, where they are written once:
 * errors.<key> = ElaskaErr_<key>. Keys are those that the C sources name (ela_fail and its like). What the portal says
 * by itself (portal.*) stays. Run by `make front-errors`; the result is committed.
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = new URL('../../../', import.meta.url).pathname;

function sources(folder) {
    return readdirSync(folder).flatMap((name) => {
        const path = join(folder, name);
        if (statSync(path).isDirectory()) return sources(path);
        return path.endsWith('.c') ? [path] : [];
    });
}

function keys() {
    const found = new Set();
    for (const folder of ['ext/core', 'ext/php', 'workers']) {
        if (!existsSync(join(ROOT, folder))) continue;
        for (const path of sources(join(ROOT, folder))) {
            const calls = /\b\w*(?:fail|refuse)\w*\s*\([^;"]*"([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)"/g;
            const text = readFileSync(path, 'utf8');
            for (const match of text.matchAll(calls)) found.add(match[1]);
            if (/ext\/core\/file\/(sniff|archive|compound|hidden)\.c$/.test(path))
                for (const match of text.matchAll(/"(file\.[a-z_]+)"/g)) found.add(match[1]);
            // The pure folders hand keys round as values.
            if (!/ext\/core\/(expr|form)\//.test(path)) continue;
            for (const match of text.matchAll(/"((?:expr|form|field)\.[a-z_]+)"/g))
                found.add(match[1]);
        }
    }
    return [...found].sort();
}

function sentences(lang) {
    const path = join(ROOT, `dolibarr-module/elaska/langs/${lang}/elaska.lang`);
    if (!existsSync(path)) return {};
    return Object.fromEntries(
        [...readFileSync(path, 'utf8').matchAll(/^\s*ElaskaErr_(\w+)\s*=\s*(.+?)\s*$/gm)].map(
            (m) => [m[1], m[2]],
        ),
    );
}

for (const [short, lang] of [
    ['fr', 'fr_FR'],
    ['en', 'en_US'],
]) {
    const path = join(ROOT, `dolibarr-module/frontend/src/locales/${short}/errors.json`);
    const before = JSON.parse(readFileSync(path, 'utf8'));
    const known = sentences(lang);
    const own = Object.entries(before).filter(([key]) => key.startsWith('portal.'));
    const theirs = keys()
        .map((key) => [key, known[key.replaceAll('.', '_')] ?? before[key]])
        .filter(([, text]) => text);
    writeFileSync(path, `${JSON.stringify(Object.fromEntries([...own, ...theirs]), null, 2)}\n`);
    console.log(
        `${short}: ${own.length} of the portal, ${theirs.length} of ${keys().length} from ${lang}`,
    );
}
