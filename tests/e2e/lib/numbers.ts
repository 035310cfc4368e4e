/* Seconds and cents as people read them on the screens, and back. */

/** "01:15:31", "1 h 15 min 31 s", "15 min 31 s" -> seconds. */
export function seconds(text: string): number {
    const clock = /(\d+):(\d\d):(\d\d)/.exec(text);
    if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
    const part = (unit: string): number => Number(new RegExp(`(\\d+)\\s*${unit}\\b`).exec(text)?.[1] ?? 0);
    return part('h') * 3600 + part('min') * 60 + part('s');
}

/** "1 234,56 €" -> cents; the last amount of the text. */
export function cents(text: string): number {
    const found = [...text.matchAll(/(-?)\b(\d{1,3}(?:[ \u00a0\u202f]\d{3})*|\d+),(\d\d)\b/g)].at(-1);
    if (!found) throw new Error(`no amount in “${text}”`);
    const minor = Number((found[2] ?? '').replace(/\D/g, '')) * 100 + Number(found[3]);
    return found[1] === '-' ? -minor : minor;
}

/** The rule of the invoice line: seconds times rate, rounded half up once. */
export const worth = (duration: number, rateCents: number): number =>
    Math.floor((2 * duration * rateCents + 3600) / 7200);
