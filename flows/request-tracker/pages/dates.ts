import type { Page } from 'playwright';
import { LayoutChanged } from 'sidedoor-mcp';
import { open } from './screen.ts';

/**
 * Reads dates as RT shows them to one user. RT shows them in the user's own time zone and way of writing, mostly without
 * naming the zone; its preferences name it.
 */
export class Calendar {
  readonly #zone: string;

  constructor(zone: string) {
    this.#zone = zone;
  }

  static async of(page: Page): Promise<Calendar> {
    await open(page, 'Prefs/AboutMe.html');
    // "Asia/Kolkata +0530", or "System Default (UTC)" for somebody who chose none.
    const shown = await page
      .locator('select[name=Timezone]')
      .evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text.trim() ?? '');
    const zone = /\(([^)]+)\)$/.exec(shown)?.[1] ?? shown.replace(/\s+[+-]\d{4}$/, '');
    if (!isZone(zone))
      throw new LayoutChanged(`"${shown.slice(0, 40)}" stands where the time zone should be.`);
    return new Calendar(zone);
  }

  /**
   * An instant, e.g. "2026-12-01T09:00:00Z"; null for "Not set".
   *
   * @throws LayoutChanged when the text is no date in one of the ways of writing that RT offers, in English.
   */
  instant(shown: string): string | null {
    const text = shown.replace(/\s+/g, ' ').trim();
    if (text === 'Not set' || text === '') return null;
    const parts = inWords.exec(text)?.groups ?? inMail.exec(text)?.groups ?? inFigures.exec(text)?.groups;
    const month = parts && (months.indexOf(parts['name'] ?? '') + 1 || Number(parts['month']));
    if (!parts || !month) throw notADate(text);
    const number = (name: string) => Number(parts[name]);
    const wall = Date.UTC(
      number('year'),
      month - 1,
      number('day'),
      number('hour'),
      number('minute'),
      number('second'),
    );
    const utc = wall - 60_000 * (offset(parts['zone']) ?? this.#offset(wall));
    if (Number.isNaN(utc)) throw notADate(text);
    return `${new Date(utc).toISOString().slice(0, 19)}Z`;
  }

  /** An instant as RT's forms want it: "2026-12-01 14:30:00", in the user's time zone. */
  wall(instant: string): string {
    const utc = Date.parse(instant);
    const wall = new Date(utc + 60_000 * zoneOffset(this.#zone, utc));
    return wall.toISOString().slice(0, 19).replace('T', ' ');
  }

  /** Minutes that a clock on the wall, read as if it were UTC, is ahead of UTC. */
  #offset(wall: number): number {
    let minutes = zoneOffset(this.#zone, wall);
    // Right unless the clocks were put forward or back within those hours; then the second look is.
    minutes = zoneOffset(this.#zone, wall - 60_000 * minutes);
    return minutes;
  }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const time = String.raw`(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)`;

/** Tue Dec 01 09:00:00 2026 */
const inWords = new RegExp(String.raw`^\w{3} (?<name>\w{3}) (?<day>\d\d?) ${time} (?<year>\d{4})$`);

/** Tue, 01 Dec 2026 14:30:00 +0530; … GMT */
const inMail = new RegExp(
  String.raw`^(?:\w{3}, )?(?<day>\d\d?) (?<name>\w{3}) (?<year>\d{4}) ${time} (?<zone>[+-]\d{4}|GMT)$`,
);

/** 2026-12-01 09:00:00, 2026-12-01T09:00:00Z, 20261201T090000Z */
const inFigures = new RegExp(
  String.raw`^(?<year>\d{4})-?(?<month>\d\d)-?(?<day>\d\d)[T ](?<hour>\d\d):?(?<minute>\d\d):?(?<second>\d\d)(?<zone>Z|[+-]\d\d:?\d\d)?$`,
);

/** Minutes of "+0530", "GMT" or "Z"; undefined where none is named. */
function offset(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function zoneOffset(zone: string, instant: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return Math.round((wall - instant) / 60_000);
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const notADate = (text: string) =>
  new LayoutChanged(`"${text.slice(0, 40)}" stands where a date should be.`, {
    hint: 'In RT, under Settings → Preferences, the login needs English and a date format other than "localized".',
  });
