/*
 * One sprite of the Tabler icons that packs, badges and the template editor name: icons.svg beside the islands, used as
 * <svg><use href="icons.svg#user-plus"></use></svg> by pages, and the list of names that the editor offers.
 *   node scripts/icons.mjs PACKS-FOLDER OUT-FOLDER
 */
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/* What a firm of advice, brokerage or trade would look for, beyond what the shipped packs use. */
const OFFERED =
    `alarm alert-triangle ambulance anchor award baby-carriage backpack bell bike bolt book books briefcase briefcase-2
   building building-bank building-community building-factory building-hospital building-store building-warehouse bulb
   bus calculator calendar calendar-event camera car cash certificate chart-bar chart-line chart-pie check checklist
   circle-check circle-x clipboard clipboard-check clipboard-list clock cloud coin-euro coins compass confetti
   contract credit-card crown database device-laptop device-mobile direction-sign directions discount door droplet
   edit face-id file files file-certificate file-check file-description file-euro file-invoice file-search file-text flag
   flame folder folder-open gavel gift globe hammer hand-stop headset heart heart-handshake help-circle home
   home-heart hourglass id id-badge-2 inbox key language leaf library license lifebuoy link list-check list-details
   lock mail mail-forward map map-pin medal message message-circle message-question microphone mood-smile moon news
   note notebook package palette paperclip pencil phone photo pig-money pin plane plant player-pause player-play
   plug presentation printer puzzle question-mark receipt receipt-tax recycle refresh report report-money report-search
   road rocket route ruler salad scale school scissors search send settings shield shield-check shield-plus ship
   shopping-cart signature sitemap sparkles speakerphone star stethoscope sun tag tags target target-arrow ticket
   timeline tool tools topology-star tractor trash trees trophy truck umbrella user user-check user-circle user-minus
   user-plus user-question users users-group wallet wheelchair world writing writing-sign zoom-question
   chevron-right chevron-left chevron-down plus x grip-vertical arrow-up arrow-down copy eye eye-off device-desktop
   arrow-back-up arrows-exchange arrow-forward-up dots-vertical download upload circle circle-dashed circle-dot player-skip-forward
   player-track-next hand-finger message-2 external-link qrcode messages filter layout-kanban layout-list archive
   lock-open urgent subtask point info-circle`.split(/\s+/);

const [packs, out] = process.argv.slice(2);
const icons = new URL('../node_modules/@tabler/icons-react/dist/esm/icons/', import.meta.url);

function* files(folder) {
    for (const name of readdirSync(folder)) {
        const path = join(folder, name);
        if (statSync(path).isDirectory()) yield* files(path);
        else if (name.endsWith('.json')) yield path;
    }
}

const names = new Set(OFFERED.filter(Boolean));
for (const path of files(packs))
    for (const [, name] of readFileSync(path, 'utf8').matchAll(/"icon":\s*"([a-z0-9-]+)"/g))
        names.add(name);

const file = (name) =>
    `Icon${name.replace(/(^|-)(\w)/g, (_, dash, letter) => letter.toUpperCase())}.mjs`;
const symbols = [];
const missing = [];
for (const name of [...names].sort()) {
    try {
        const source = readFileSync(new URL(file(name), icons), 'utf8');
        const node = JSON.parse(/__iconNode = (\[.*?\]);\n/s.exec(source)[1]);
        const shapes = node.map(([tag, { key, ...attributes }]) => {
            void key;
            const text = Object.entries(attributes).map(([k, v]) => ` ${k}="${v}"`);
            return `<${tag}${text.join('')}/>`;
        });
        symbols.push([
            name,
            `<symbol id="${name}" viewBox="0 0 24 24">${shapes.join('')}</symbol>`,
        ]);
    } catch {
        missing.push(name);
    }
}
const packed = missing.filter((name) => !OFFERED.includes(name));
if (packed.length) {
    process.stderr.write(`icons that packs name and Tabler has not: ${packed.join(', ')}\n`);
    process.exit(1);
}
mkdirSync(out, { recursive: true });
writeFileSync(
    join(out, 'icons.svg'),
    `<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${symbols
        .map(([, symbol]) => symbol)
        .join('')}</svg>\n`,
);
writeFileSync(join(out, 'icons.json'), `${JSON.stringify(symbols.map(([name]) => name))}\n`);
