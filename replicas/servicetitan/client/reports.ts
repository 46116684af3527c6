/** Reports: filters in menus on the body, a range of masked dates, run, and the exports. */
export const reportsScript = String.raw`
route(/^\/new\/reports(?:\/all)?$/, async (view) => {
  view.append(title('All Reports'), await grid('reports', page('reporting/reports')));
});

route(/^\/new\/reports\/(\d+)$/, async (view, query, id) => {
  const report = await api('reporting/reports/' + id);
  let range = null;
  const units = select('Business Unit', 'BusinessUnitId', () => (settings.units ?? []).map((one) => [one, one]), { several: true });
  const status = select('Status', 'Status', () => ['Posted & Exported', 'Exported', 'All'].map((one) => [one, one]));
  status.set('Posted & Exported', 'Posted & Exported');
  const dates = el('input', { 'data-cy': 'qa-daterange-input', readonly: '', size: 28, placeholder: 'Select dates', onclick: openDates });
  const run = button('Run Report', { class: 'Button primary qa-run-button' }, () => range !== null, start);
  const applied = el('p', { class: 'sub', 'data-echo': '' });
  const result = el('div', { class: 'ReportResult' });
  let request = null;

  function openDates() {
    const ready = () => apply.refresh();
    const from = maskedDate({ 'data-cy': 'daterange-from' }, () => ready());
    const to = maskedDate({ 'data-cy': 'daterange-to' }, () => ready());
    const apply = button('Apply', { class: 'Button primary', 'data-cy': 'daterange-apply' },
      () => from.iso() !== '' && to.iso() !== '' && from.iso() <= to.iso(), () => {
        range = [from.iso(), to.iso()];
        dates.value = longDay(range[0]) + ' – ' + longDay(range[1]);
        document.querySelectorAll('.Popper').forEach((old) => old.remove());
        run.refresh();
      });
    popper(dates, el('div', { class: 'toolbar' }, from.input, to.input, apply));
  }

  async function start() {
    request = { id: +id, from: range[0], to: range[1], units: units.values(), status: status.values()[0] ?? '', timeZone: query.get('TimeZone') ?? settings.timeZone };
    applied.textContent = '';
    result.replaceChildren(el('div', { class: 'Loader' }, 'Running report...'));
    try {
      const box = await grid('report', async (page, size) => {
        const data = await api('reporting/CustomReport/GetDatasourceData', { ...request, page, size });
        applied.textContent = data.applied ?? '';
        return data.grid ?? {};
      });
      result.replaceChildren(box);
    } catch (error) {
      result.replaceChildren(el('div', { class: 'ReportError' }, error.message));
    }
  }

  const menu = el('div', { class: 'Trigger export', onclick: () => popper(menu,
    ...['Download PDF', 'Export to Excel (.xlsx)', 'Export to CSV', 'Export to Excel (Allow Long-Running)'].map((text) =>
      el('div', { class: 'Option' + (text.endsWith('CSV') ? '' : ' disabled'), onclick: () => text.endsWith('CSV') && save() }, text))) }, 'Download PDF');

  async function save() {
    document.querySelectorAll('.Popper').forEach((old) => old.remove());
    if (!request) return;
    const query = new URLSearchParams({ ...request, units: request.units.join('|') });
    const answer = await fetch('/app/api/reporting/export?' + query);
    if (answer.headers.get('content-type')?.includes('json')) return toast((await answer.json()).message, 'error');
    const file = URL.createObjectURL(await answer.blob());
    el('a', { href: file, download: report.name + '.csv' }).click();
  }

  view.append(title(report.name ?? 'Report'), el('p', { class: 'sub' }, (report.category ?? '') + ' · report ' + id),
    el('div', { class: 'toolbar' }, units.field, ...(report.hasStatus ? [status.field] : []),
      el('div', { class: 'field' }, el('label', {}, 'Date'), dates), run, menu), applied, result);
});
`;
