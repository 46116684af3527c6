/** Cents as Harbor's screens and files show them: "1,250.00", "(75.00)". */
export function dollars(cents: number): string {
  const text = (Math.abs(cents) / 100).toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return cents < 0 ? `(${text})` : text;
}

/** Likewise, but empty for nothing. */
export function dollarsOrBlank(cents: number): string {
  return cents === 0 ? '' : dollars(cents);
}
