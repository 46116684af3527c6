/** Lists, menus that hang on the body, masked dates, buttons that are disabled by their class only. */
export const widgetsScript = String.raw`
const amountForm = /^\(?\$[\d,.]+\)?$/;
const textOf = (cell) => (typeof cell === 'string' ? cell : cell?.text ?? '');
const pill = (text) => (text === '' ? '' : el('span', { class: 'Pill Pill--' + text.toLowerCase().replace(/ /g, '-') }, text));

/** load(page, size) answers a page of the list. */
async function grid(name, load, { pager = true, onlink } = {}) {
  const box = el('div', { class: 'Grid', 'data-grid': name, 'aria-busy': 'true' });
  let size = 50;
  async function show(page) {
    box.setAttribute('aria-busy', 'true');
    const data = await load(page, size);
    const columns = data.columns ?? [];
    const isAmount = columns.map((_, at) => (data.rows ?? []).every((row) => amountForm.test(textOf(row[at]))));
    const look = (at) => (isAmount[at] && rows.length ? { class: 'amount' } : {});
    const rows = (data.rows ?? []).map((row) => el('tr', { class: 'Grid__row' }, ...row.map((cell, at) =>
      el('td', isAmount[at] ? { class: 'amount' } : {}, columns[at] === 'Status' ? pill(textOf(cell)) : inside(cell)))));
    const first = (data.page - 1) * data.size + 1;
    const sizes = el('select', { class: 'Grid__size', onchange: (event) => { size = +event.target.value; show(1); } },
      ...[50, 100, 250].map((one) => el('option', { value: one, ...(one === size && { selected: '' }) }, one)));
    const bar = el('div', { class: 'Grid__bar' },
      el('span', { class: 'Grid__count' }, data.total === undefined ? '' : data.total + ' records'),
      el('span', { class: 'spacer' }),
      ...(pager && data.pages ? ['Rows per page', sizes, el('span', { class: 'Grid__page' }, 'Page ' + data.page + ' of ' + data.pages),
        el('button', { class: 'Grid__prev', ...(data.page <= 1 && { disabled: '' }), onclick: () => show(data.page - 1) }, 'Prev'),
        el('button', { class: 'Grid__next', ...(data.page >= data.pages && { disabled: '' }), onclick: () => show(data.page + 1) }, 'Next')] : []));
    box.replaceChildren(bar, el('table', {},
      el('thead', {}, el('tr', {}, ...columns.map((one, at) => el('th', look(at), one)))),
      el('tbody', {}, ...(rows.length ? rows : [el('tr', { class: 'empty' }, el('td', { colspan: columns.length || 1 }, 'No data to display'))])),
      ...(data.totals ? [el('tfoot', {}, el('tr', { class: 'Grid__totals' }, ...data.totals.map((one, at) => el('td', look(at), one))))] : [])));
    box.setAttribute('aria-busy', 'false');
  }
  const inside = (cell) => typeof cell === 'string' ? cell
    : cell.to.startsWith('flyout:')
      ? el('a', { href: location.hash, onclick: (event) => { event.preventDefault(); onlink(cell.to.slice(7)); } }, cell.text)
      : el('a', { href: cell.to }, cell.text);
  await show(1);
  return box;
}

function popper(anchor, ...children) {
  document.querySelectorAll('.Popper').forEach((old) => old.remove());
  const at = anchor.getBoundingClientRect();
  const box = el('div', { class: 'Popper', style: 'left:' + Math.min(at.left, innerWidth - 240) + 'px;top:' + (at.bottom + scrollY + 3) + 'px' }, ...children);
  document.body.append(box);
  return box;
}
document.addEventListener('mousedown', (event) => {
  if (!event.target.closest?.('.Popper, .Trigger, ._pendo-step-container')) document.querySelectorAll('.Popper').forEach((old) => old.remove());
});

/** options() answers [value, text] pairs. With several, the menu stays open. */
function select(label, name, options, { several = false, onchange = () => {} } = {}) {
  const chosen = new Map();
  const trigger = el('div', { class: 'Trigger', tabindex: '0', onclick: () => open() }, several ? 'All' : 'Select...');
  const field = el('div', { class: 'field', 'data-criteria-name': name }, el('label', {}, label), trigger);
  const show = () => { trigger.textContent = [...chosen.values()].join(', ') || (several ? 'All' : 'Select...'); };
  function open() {
    const list = el('div', { class: 'OptionList' });
    const fill = (query) => list.replaceChildren(...options().filter(([, text]) => text.toLowerCase().includes(query.toLowerCase()))
      .map(([value, text]) => el('div', { class: 'Option' + (chosen.has(value) ? ' selected' : ''), onclick: (event) => {
        if (!several) chosen.clear();
        if (chosen.has(value)) chosen.delete(value); else chosen.set(value, text);
        event.target.classList.toggle('selected', chosen.has(value));
        show();
        if (!several) document.querySelectorAll('.Popper').forEach((old) => old.remove());
        onchange();
      } }, text)));
    const search = el('input', { placeholder: 'Search', oninput: (event) => fill(event.target.value) });
    popper(trigger, el('div', { class: 'Select__search' }, search), list);
    fill('');
  }
  return {
    field,
    values: () => [...chosen.keys()],
    put(texts) { chosen.clear(); for (const text of texts) chosen.set(text, text); show(); },
    set(value, text) { chosen.clear(); if (value !== '') chosen.set(value, text); show(); onchange(); },
  };
}

/** Takes digits by key only: whatever else changes the input is undone. */
function maskedDate(attributes, onchange = () => {}) {
  const mask = '__/__/____';
  let digits = '';
  const shown = () => { let at = 0; return mask.replace(/_/g, () => digits[at++] ?? '_'); };
  const input = el('input', { ...attributes, class: 'k-textbox', size: 11 });
  const show = () => { input.value = shown(); onchange(); };
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Tab') return;
    event.preventDefault();
    if (event.key === 'Backspace') digits = digits.slice(0, -1);
    else if (/^\d$/.test(event.key) && digits.length < 8) digits += event.key;
    show();
  });
  input.addEventListener('input', show);
  input.value = mask;
  return { input, iso: () => (digits.length === 8 ? isoDay(shown()) : ''), set: (iso) => { digits = shortDay(iso).replace(/\D/g, ''); show(); } };
}

/** Looks disabled by its class; takes clicks only some time after it has stopped to look so. */
function button(text, attributes, isReady, onclick) {
  let since = 0;
  const node = el('div', { ...attributes, role: 'button', tabindex: '0', onclick: () => {
    if (since > 0 && Date.now() - since >= (settings.enableAfterMs ?? 0)) onclick(node);
  } }, text);
  node.refresh = () => {
    const ready = isReady();
    node.classList.toggle('disabled', !ready);
    since = ready ? since || Date.now() : 0;
  };
  node.refresh();
  return node;
}

function modal(heading, fields, save) {
  const box = el('div', { class: 'Modal' }, el('div', { class: 'Modal__box' }, el('h1', {}, heading), ...fields,
    el('div', { class: 'toolbar Modal__foot' }, save, el('div', { class: 'Button', onclick: () => box.remove() }, 'Close'))));
  document.body.append(box);
  return box;
}
`;
