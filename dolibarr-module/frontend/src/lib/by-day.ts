/* Rows grouped by civil day, in the order they came, with the sum of each day's seconds. */
export type DayGroup<T> = { day: string; rows: T[]; seconds: number };

export function byDay<T>(
  rows: readonly T[],
  dayOf: (row: T) => string,
  secondsOf: (row: T) => number,
): DayGroup<T>[] {
  const groups: DayGroup<T>[] = [];
  for (const row of rows) {
    const day = dayOf(row);
    const last = groups[groups.length - 1];
    if (last?.day === day) {
      last.rows.push(row);
      last.seconds += secondsOf(row);
    } else groups.push({ day, rows: [row], seconds: secondsOf(row) });
  }
  return groups;
}
