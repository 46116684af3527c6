const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** "Mar", "March", "Sept" → "03", "03", "09"; nothing for what is no English month or less than three letters of one. */
export function monthNumber(name: string): string | undefined {
  const wanted = name.toLowerCase();
  const at = wanted.length < 3 ? -1 : months.findIndex((month) => month.startsWith(wanted));
  return at === -1 ? undefined : String(at + 1).padStart(2, '0');
}
