import { html } from 'hono/html';
import { dashed } from '../data/days.ts';
import type { Restaurant } from '../data/records.ts';
import type { Period } from './new-reports.ts';

/** What a report of the old generation says that it is about; more of it with a bar before each. */
export const criteriaLine = ({ name }: Restaurant, { from, to }: Period, more = '') =>
  html`<p class="criteria">${name} | ${dashed(from)} to ${dashed(to)}${more}</p>`;
