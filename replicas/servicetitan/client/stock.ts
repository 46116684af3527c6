/** Purchase orders, the pricebook, and the windows over a job for its tags and its files. */
export const stockScript = String.raw`
const searchBar = (label, path, query, ...more) => {
  const input = el('input', { placeholder: label, size: 34, value: query, 'data-cy': 'list-search' });
  const go = () => { location.hash = '#' + path + '?q=' + encodeURIComponent(input.value); };
  return el('div', { class: 'toolbar' }, input, el('div', { class: 'Button', onclick: go }, 'Search'), el('span', { class: 'spacer' }), ...more);
};
/** Where one is: links and their routes, then the page itself. */
const crumb = (...parts) => el('p', { class: 'crumb' }, ...parts.flatMap((part, at) =>
  [at > 0 ? ' › ' : null, typeof part === 'string' ? part : el('a', { href: '#' + part[1] }, part[0])]));
const found = (what, query) => el('p', { class: 'sub', 'data-echo': '' }, query ? what + ' that match "' + query + '"' : 'All ' + what.toLowerCase());

route(/^\/new\/inventory\/purchase-orders$/, async (view, query) => {
  const q = query.get('q') ?? '';
  view.append(title('Purchase Orders'), found('Purchase orders', q),
    searchBar('PO number, vendor, job or memo', '/new/inventory/purchase-orders', q, el('a', { class: 'Button primary', href: '#/new/inventory/purchase-orders/create' }, 'Create New')),
    await grid('orders', page('inventory/purchase-orders?q=' + encodeURIComponent(q))));
});

route(/^\/new\/inventory\/purchase-orders\/details\/(\d+)$/, async (view, _query, number) => {
  const order = await api('inventory/purchase-orders/' + number);
  view.append(title('Purchase Order ' + number), crumb(['Purchase Orders', '/new/inventory/purchase-orders'], number), facts(order.fields), section('Items'), await grid('order-items', given(order.items), { pager: false }));
});

route(/^\/new\/inventory\/purchase-orders\/create$/, async (view) => {
  const ready = () => create?.refresh();
  const list = (name) => () => (settings[name] ?? []).map((one) => [one, one]);
  const vendor = select('Vendor', 'VendorId', list('vendors'), { onchange: ready });
  const type = select('PO Type', 'PurchaseOrderTypeId', list('orderTypes'), { onchange: ready });
  const unit = select('Business Unit', 'BusinessUnitId', list('units'), { onchange: ready });
  const ship = select('Ship To', 'ShipTo', list('shipTo'), { onchange: ready });
  const due = maskedDate({ 'data-cy': 'required-by' }, ready);
  const job = el('input', { 'data-cy': 'po-job', size: 12 });
  const memo = el('textarea', { rows: 2, 'data-cy': 'po-memo' });
  const search = el('input', { placeholder: 'Item code or description', 'data-cy': 'item-search', size: 34 });
  const hits = el('div', { class: 'ItemHits', 'aria-busy': 'false' });
  const body = el('tbody', {});
  const total = el('td', { class: 'amount', 'data-cy': 'po-total' }, '$0.00');
  const dollars = (cents) => (cents / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD' });
  const centsOf = (one) => Math.round(+one.quantity * +one.cost * 100);
  const items = () => [...body.querySelectorAll('tr')].map((row) => ({ code: row.dataset.code, quantity: $('[data-cy=quantity]', row).value, cost: $('[data-cy=cost]', row).value }));
  const sum = () => {
    total.textContent = dollars(items().reduce((all, one) => all + centsOf(one), 0));
    items().forEach((one, at) => { $('[data-cy=amount]', body.children[at]).textContent = dollars(centsOf(one)); });
    ready();
  };
  const look = async () => {
    hits.setAttribute('aria-busy', 'true');
    const data = await api('pricebook?page=1&size=50&q=' + encodeURIComponent(search.value));
    hits.replaceChildren(...(data.rows ?? []).map(([code, name, , , cost]) => el('div', { class: 'Option', 'data-code': code.text, onclick: () => add(code.text, name, cost) },
      el('b', {}, code.text ?? ''), name.text ?? name, el('i', {}, cost))));
    hits.setAttribute('aria-busy', 'false');
  };
  const add = (code, name, cost) => {
    hits.replaceChildren();
    body.append(el('tr', { class: 'Grid__row', 'data-code': code }, el('td', {}, code), el('td', {}, name),
      el('td', {}, el('input', { 'data-cy': 'quantity', size: 5, value: '1', oninput: sum })),
      el('td', {}, el('input', { 'data-cy': 'cost', size: 9, value: cost.replace(/[$,]/g, ''), oninput: sum })),
      el('td', { class: 'amount', 'data-cy': 'amount' }), el('td', {}, el('a', { href: location.hash, onclick: (event) => { event.preventDefault(); event.target.closest('tr').remove(); sum(); } }, 'Remove'))));
    sum();
  };
  let create = undefined;
  create = button('Create', { class: 'Button primary', 'data-cy': 'po-create' },
    () => [vendor, type, unit, ship].every((one) => one.values().length) && due.iso() !== '' && body.children.length > 0, async () => {
      const told = await send('inventory/purchase-orders', { vendor: vendor.values()[0], type: type.values()[0], unit: unit.values()[0], shipTo: ship.values()[0],
        job: job.value.trim(), requiredBy: due.iso(), memo: memo.value, items: items() });
      if (told.order) location.hash = '#/new/inventory/purchase-orders/details/' + told.order;
    });
  const field = (label, node) => el('div', { class: 'field' }, el('label', {}, label), node);
  const wide = (label, ...nodes) => el('div', { class: 'field wide' }, el('label', {}, label), ...nodes);
  const heads = ['Item', 'Description', 'Quantity', 'Unit Cost', 'Amount', ''].map((one) => el('th', one === 'Amount' ? { class: 'amount' } : {}, one));
  view.append(title('Create Purchase Order'), crumb(['Purchase Orders', '/new/inventory/purchase-orders'], 'New'), el('div', { class: 'form form--wide' },
    vendor.field, type.field, unit.field, ship.field, field('Required By', due.input), field('Job Number', job), wide('Memo', memo),
    wide('Add Item', el('div', { class: 'toolbar' }, search, el('div', { class: 'Button', 'data-cy': 'item-find', onclick: look }, 'Search')), hits),
    el('div', { class: 'wide Grid' }, el('table', { 'data-cy': 'po-items' }, el('thead', {}, el('tr', {}, ...heads)), body,
      el('tfoot', {}, el('tr', { class: 'Grid__totals' }, el('td', {}, 'Total'), el('td', {}), el('td', {}), el('td', {}), total, el('td', {}))))),
    el('div', { class: 'wide foot' }, el('a', { class: 'Button', href: '#/new/inventory/purchase-orders' }, 'Cancel'), create)));
});

route(/^\/new\/pricebook(?:\/services|\/materials)?$/, async (view, query) => {
  const q = query.get('q') ?? '';
  view.append(title('Pricebook'), found('Items', q), searchBar('Code or name', '/new/pricebook', q), await grid('pricebook', page('pricebook?q=' + encodeURIComponent(q))));
});

route(/^\/new\/pricebook\/(?:services|materials)\/(\d+)$/, async (view, _query, id) => {
  const item = await api('pricebook/' + id);
  const price = el('input', { 'data-cy': 'item-price', size: 12, value: item.price ?? '', oninput: () => save.refresh() });
  const save = button('Save', { class: 'Button primary', 'data-cy': 'item-save' }, () => price.value.trim() !== '', () => send('pricebook/' + id, { price: price.value.trim() }));
  view.append(title('Pricebook Item ' + (item.fields?.Code ?? '')), crumb(['Pricebook', '/new/pricebook'], (item.fields?.Type ?? '') + 's', item.fields?.Code ?? ''),
    facts(item.fields), section('Pricing'), el('div', { class: 'card' },
      el('div', { class: 'toolbar' }, el('div', { class: 'field' }, el('label', {}, 'Price'), el('div', {}, el('span', { class: 'unit' }, '$ '), price)), save),
      el('p', {}, 'Open invoices and estimates keep the price that they were written with.')));
});

function tagsSection(number, tags) {
  const edit = () => {
    const choice = select('Tags', 'Tags', () => (settings.tags ?? []).map((one) => [one, one]), { several: true });
    choice.put(tags);
    const save = button('Save', { class: 'Button primary', 'data-cy': 'tags-save' }, () => true, async () => {
      const told = await send('jobs/' + number + '/tags', { tags: choice.values() });
      if (told.ok) { box.remove(); draw(); }
    });
    const box = modal('Tags of job ' + number, [choice.field], save);
  };
  return el('div', { class: 'toolbar', 'data-cy': 'tags' }, ...tags.map((one) => el('span', { class: 'Tag' }, one)), el('div', { class: 'Button', 'data-cy': 'tags-edit', onclick: edit }, 'Edit Tags'));
}

/** The input that takes the file hangs on the body, hidden; only "Browse" opens it. */
function attachmentsSection(number) {
  const open = () => {
    document.querySelectorAll('input[type=file]').forEach((old) => old.remove());
    let file = null;
    const chosen = el('span', { 'data-cy': 'file-chosen' }, 'No file chosen');
    const input = el('input', { type: 'file', style: 'display:none', onchange: () => {
      file = input.files[0] ?? null;
      chosen.textContent = file ? file.name + ' (' + file.size.toLocaleString('en-US') + ' bytes)' : 'No file chosen';
      save.refresh();
    } });
    document.body.append(input);
    const browse = el('div', { class: 'Button', 'data-cy': 'file-browse', onclick: () => input.click() }, 'Browse...');
    const save = button('Upload', { class: 'Button primary', 'data-cy': 'file-upload' }, () => file !== null, async () => {
      const form = new FormData();
      form.append('file', file);
      const told = await send('jobs/' + number + '/attachments', form);
      if (told.ok) { box.remove(); draw(); }
    });
    const box = modal('Attach a file to job ' + number, [el('div', { class: 'File' }, browse, chosen)], save);
  };
  return el('div', { class: 'toolbar' }, el('div', { class: 'Button', 'data-cy': 'attach', onclick: open }, 'Attach File'));
}
`;
