const wallClock = (instant: number, zone: string) =>
  new Date(instant).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T');

/** A time by one zone's clock, "2026-11-02T08:15", by another's. */
export function inZone(local: string, from: string, to: string): string {
  const asUtc = Date.parse(`${local}Z`);
  let instant = asUtc;
  for (let n = 0; n < 2; n++) instant = asUtc - (Date.parse(`${wallClock(instant, from)}Z`) - instant);
  return wallClock(instant, to).slice(0, 16);
}
