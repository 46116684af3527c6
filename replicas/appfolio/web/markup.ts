import { html } from 'hono/html';

/** What hono's `html` makes. */
export type Markup = ReturnType<typeof html>;

/** Whole cents as the pages show them: "1,250.00", "(75.00)". */
export function dollars(cents: number): string {
  const text = (Math.abs(cents) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
  return cents < 0 ? `(${text})` : text;
}

/** "1,250.00" in whole cents; `null` for what is no amount. */
export function cents(text: string): number | null {
  const bare = text.replace(/[$,\s]/g, '');
  return /^\d{1,9}(\.\d{1,2})?$/.test(bare) ? Math.round(Number(bare) * 100) : null;
}

/** Choices of a list. */
export function options(values: readonly (readonly [value: string, label: string])[], chosen = ''): Markup {
  return html`${values.map(
    ([value, label]) =>
      html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${label}</option>`,
  )}`;
}
