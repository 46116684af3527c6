const minute = 60_000;
/** Within this many minutes some minute is not quiet: a day, and the hour that a change of the clocks may add. */
const longestNight = 25 * 60;

/**
 * When the quiet hours that hold now are over, epoch milliseconds; undefined when none hold.
 *
 * They go by the clock on the wall: it is quiet whenever that clock shows a time in the window, so a window whose end
 * is skipped in spring ends with the jump, and one that lies in the repeated hour of autumn holds twice.
 *
 * @param hours `'22:00-06:00'`: from the first time on, up to and without the second; may go over midnight.
 * @param timeZone IANA name; the machine's own when not given.
 */
export function quietUntil(hours: string, timeZone: string | undefined, now: number): number | undefined {
  const isQuiet = quietness(hours, timeZone);
  if (!isQuiet(now)) return undefined;
  // Minute by minute, because no arithmetic on wall time survives the two days a year on which the clocks change.
  let at = now - (now % minute) + minute;
  for (let count = 0; count < longestNight && isQuiet(at); count++) at += minute;
  return at;
}

/** Whether the quiet hours hold at a moment, epoch milliseconds. */
export function quietness(hours: string, timeZone: string | undefined): (at: number) => boolean {
  const [from = '', to = ''] = hours.split('-');
  const clock = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  return (at) => {
    const time = clock.format(at);
    return from < to ? from <= time && time < to : from <= time || time < to;
  };
}
