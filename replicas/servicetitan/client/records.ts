/** Customers, jobs, invoices and the inbox of bills: the older and the newer half of the application. */
export const recordsScript = String.raw`
const page = (path, more = '') => (number, size) => api(path + (path.includes('?') ? '&' : '?') + 'page=' + number + '&size=' + size + more);
const given = (data) => () => Promise.resolve(data ?? {});
const facts = (fields) => el('dl', { class: 'facts' }, ...Object.entries(fields ?? {}).flatMap(([name, value]) => [el('dt', {}, name), el('dd', { 'data-field': name }, value)]));
const section = (text) => el('h2', {}, text);

route(/^\/$/, async (view) => {
  view.append(title('Dashboard'), el('p', { class: 'sub' }, settings.company ?? ''), el('p', {}, 'Welcome back, ' + (settings.user ?? '') + '.'));
});

route(/^\/Customer\/Index$/, async (view, query) => {
  view.classList.add('legacy');
  const name = query.get('name') ?? '';
  view.append(title('Customers'), el('p', { class: 'sub', 'data-echo': '' }, name ? 'Results for "' + name + '"' : 'All customers'),
    await grid('customers', page('customers?name=' + encodeURIComponent(name))));
});

route(/^\/customer\/(\d+)$/, async (view, _query, id) => {
  const found = await api('customers/' + id);
  view.classList.add('legacy');
  view.append(title('Customer ' + id), facts({ Name: found.name, Type: found.type, Phone: found.phone, Email: found.email }));
});

route(/^\/Search$/, async (view, query) => {
  view.append(title('Search'), el('p', { class: 'sub', 'data-echo': '' }, 'Jobs that match "' + query.get('q') + '"'),
    await grid('jobs', page('search?q=' + encodeURIComponent(query.get('q') ?? ''))));
});

route(/^\/Job\/Index\/(\d+)$/, async (view, _query, number) => {
  const job = await api('jobs/' + number);
  view.classList.add('legacy');
  view.append(title('Job ' + number), facts(job.fields), section('Tags'), tagsSection(number, job.tags ?? []), section('Appointments'), await grid('appointments', given(job.appointments), { pager: false }),
    section('Attachments'), attachmentsSection(number), await grid('attachments', given(job.attachments), { pager: false }),
    section('Notes'), noteForm('job', number), await grid('notes', given(job.notes), { pager: false }),
    section('History'), await grid('history', given(job.history), { pager: false }));
});

route(/^\/Invoice\/(\d+)$/, async (view, _query, number) => {
  const invoice = await api('invoices/' + number);
  view.classList.add('legacy');
  view.append(title('Invoice ' + number), facts(invoice.fields), section('Items'), await grid('items', given(invoice.items), { pager: false }),
    section('Notes'), invoice.locked ? el('p', {}, el('span', { class: 'locked' }, 'This invoice is posted and locked.')) : noteForm('invoice', number),
    await grid('notes', given(invoice.notes), { pager: false }));
});

function noteForm(on, number) {
  const text = el('textarea', { rows: 2, cols: 70, 'data-cy': 'note-text', oninput: () => save.refresh() });
  const save = button('Add Note', { class: 'Button primary', 'data-cy': 'note-save' }, () => text.value.trim() !== '', () => send('notes', { on, number, text: text.value }));
  return el('div', { class: 'toolbar', 'data-cy': 'note-form' }, text, save);
}

route(/^\/new\/accounting\/inbox$/, async (view, query) => {
  const status = query.get('status') ?? '';
  const parts = ['status', 'vendor', 'from', 'to'].map((name) => name + '=' + encodeURIComponent(query.get(name) ?? ''));
  const names = { 1: 'Scan Pending', 2: 'Ready', 3: 'Reviewed', 4: 'Empty' };
  const echo = 'Status: ' + (names[status] ?? 'All') + ' | Vendor: ' + (query.get('vendor') || 'All') + ' | Date: ' + (query.get('from') || 'any') + ' – ' + (query.get('to') || 'any');
  view.append(title('AP Inbox'), el('p', { class: 'sub', 'data-echo': '' }, echo),
    await grid('bills', page('accounting/inbox/GetBillDocuments?' + parts.join('&'))));
});
`;
