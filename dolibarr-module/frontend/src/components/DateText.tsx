/* Days and moments with a machine-readable value; a near moment tells its full date on hover. */
import { clock, day, isoDuration, momentFull, momentNear } from '@/lib/format';

export function Day({ value }: { value: string }) {
  return (
    <time className="num" dateTime={value}>
      {day(value)}
    </time>
  );
}

export function Moment({ at }: { at: number }) {
  return (
    <time dateTime={new Date(at * 1000).toISOString()} title={momentFull(at)}>
      {momentNear(at)}
    </time>
  );
}

export function Clock({ seconds }: { seconds: number }) {
  return (
    <time className="num" dateTime={isoDuration(seconds)}>
      {clock(seconds)}
    </time>
  );
}
