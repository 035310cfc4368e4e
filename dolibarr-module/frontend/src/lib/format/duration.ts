/*
 * Durations are whole seconds. `clock` is exact and comparable (03:27:12, hours past 99 allowed); `spoken` reads
 * like speech and says each second unless told to stop at minutes.
 */
const pad = (value: number): string => String(value).padStart(2, '0');

type Parts = { sign: string; h: number; m: number; s: number };

function split(seconds: number): Parts {
  const whole = Math.abs(Math.trunc(seconds));
  return {
    sign: seconds < 0 ? '\u2212' : '',
    h: Math.floor(whole / 3600),
    m: Math.floor(whole / 60) % 60,
    s: whole % 60,
  };
}

export function clock(seconds: number): string {
  const { sign, h, m, s } = split(seconds);
  return `${sign}${pad(h)}:${pad(m)}:${pad(s)}`;
}

const NB = '\u00a0';

/* 12600 -> "3 h 30", 12612 -> "3 h 30 min 12 s", 45 -> "45 s", 0 -> "0 min". */
export function spoken(seconds: number, exact = true): string {
  const { sign, h, m, s } = split(seconds);
  const tail = exact && s > 0;
  if (h === 0 && m === 0) return s > 0 ? `${sign}${s}${NB}s` : `0${NB}min`;
  if (h === 0) return `${sign}${m}${NB}min${tail ? `${NB}${s}${NB}s` : ''}`;
  if (tail) return `${sign}${h}${NB}h${NB}${pad(m)}${NB}min${NB}${pad(s)}${NB}s`;
  return m > 0 ? `${sign}${h}${NB}h${NB}${pad(m)}` : `${sign}${h}${NB}h`;
}

/* ISO 8601 duration for the `datetime` attribute of <time>. */
export function isoDuration(seconds: number): string {
  const { h, m, s } = split(seconds);
  return `PT${h}H${m}M${s}S`;
}
