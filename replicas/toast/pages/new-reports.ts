import { html, raw } from 'hono/html';
import { toIso } from '../data/days.ts';
import type { Session } from '../sessions.ts';
import type { World } from '../world.ts';
import { collect } from './collect.ts';
import type { Markup } from './markup.ts';
import { newPage } from './shells.ts';

export interface Period {
  from: string;
  to: string;
}

const long = (iso: string) =>
  new Date(`${iso}T00:00:00Z`).toLocaleDateString('en-US', {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
    year: 'numeric',
  });

/** "Nov 2, 2026 – Nov 8, 2026". */
export const periodText = ({ from, to }: Period) => `${long(from)} – ${long(to)}`;

/** Asks for the report, looks for it every 1.5 seconds, and draws it; opens the export dialog; waits for an export. */
const script = raw(`<script>
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const main = document.getElementById('report');
const api = '/api/service/report-generator/v1/reportRequest';
const compact = (iso) => iso.replaceAll('-', '');
async function show() {
  const { name, from, to } = main.dataset;
  const asked = await fetch(api, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(
    { reportName: name, dateRanges: { customDateRanges: [{ startDate: compact(from), endDate: compact(to) }] } }) });
  if (asked.redirected) return location.reload();
  const { reportRequestGuid } = await asked.json();
  for (;;) {
    const look = await fetch(api + '/' + reportRequestGuid + '/results');
    if (look.redirected) return location.reload();
    const body = look.ok ? await look.json() : {};
    if (body.status === 'COMPLETED') { main.innerHTML = body.html; main.dataset.state = 'completed'; return; }
    if (body.status === 'FAILED') { main.innerHTML = '<p class="error">We could not load this report.</p>'; main.dataset.state = 'failed'; return; }
    await pause(1500);
  }
}
show();
document.addEventListener('click', async (event) => {
  const on = (selector) => event.target.closest(selector);
  const options = document.getElementById('export-options'), consent = document.getElementById('consent');
  if (on('[aria-label="Download report"]')) (options ?? consent).showModal();
  if (on('#export')) { options.close(); if (consent) consent.showModal(); else collect(); }
  if (on('#agree')) { consent.close(); collect(); }
});
const wanted = () => 'name=' + main.dataset.name + '&from=' + compact(main.dataset.from) + '&to=' + compact(main.dataset.to);${collect}
</script>`);

interface ReportPage {
  title: string;
  path: string;
  name: string;
  hasDates: boolean;
  dialogs: Markup | '';
}

/** The frame of a report of the new generation; its numbers come by themselves. */
export function reportPage(
  world: World,
  session: Session,
  query: (name: string) => string,
  { title, path, name, hasDates, dialogs }: ReportPage,
): Markup {
  const from = toIso(query('startDate')) ?? world.today;
  const period = { from, to: toIso(query('endDate')) ?? from };
  const preset = query('datePreset') === 'CUSTOM' ? 'Custom date' : 'Today';
  return newPage(world, session, {
    title,
    path,
    body: html`<div class="bar">
        ${hasDates ? html`<button class="pill" data-testid="DateRangePicker-button">${preset}: ${periodText(period)}</button>` : ''}
        <button class="secondary end" aria-label="Download report">
          ${name === 'Guests' ? 'Download list' : 'Export'}
        </button>
      </div>
      <main
        id="report"
        data-state="loading"
        data-name="${name}"
        data-from="${period.from}"
        data-to="${period.to}"
      >
        <div class="spinner">Loading report…</div>
      </main>
      ${dialogs} ${script}`,
  });
}

export const exportOptions = html`<dialog id="export-options">
  <h2>Export options</h2>
  <label><input type="radio" name="format" checked /> CSV (.csv)</label>
  <p>One file for each level, in a .zip file.</p>
  <div class="bar"><button class="primary" id="export">Export</button></div>
</dialog>`;

export const consent = html`<dialog id="consent">
  <h2>Before you download</h2>
  <p>This file has personal data of guests or employees. You are responsible for keeping it safe.</p>
  <div class="bar"><button class="primary" id="agree">Agree and continue</button></div>
</dialog>`;
