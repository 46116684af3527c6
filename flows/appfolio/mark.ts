/** How a mark stands behind what somebody wrote. */
export const withMark = (text: string, mark: string): string => `${text} [${mark}]`;

/** How far from this machine's day the app's may be: its clock, its time zone, and a write that came late. Days. */
const tolerance = 35;

/** A period around an instant that has the app's day of it. ISO dates. */
export function around(instant: Date): { from: string; to: string } {
  const day = (days: number) => new Date(instant.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  return { from: day(-tolerance), to: day(tolerance) };
}
