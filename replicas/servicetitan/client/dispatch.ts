/** The dispatch board in both its versions, the tray below it, and what can be done with an appointment. */
export const dispatchScript = String.raw`
route(/^\/Dispatch\/Board$/, async (view, query) => {
  const day = query.get('date') ?? settings.today;
  const unit = query.get('unit') ?? '';
  const board = await api('dispatch/board?date=' + day + '&unit=' + encodeURIComponent(unit));
  const count = board.total === undefined ? '' : board.total + ' appointments';
  const classic = settings.board === 'classic';
  const list = (board.appointments ?? []);
  view.append(title(classic ? 'Daily Dispatch Board (Classic)' : 'Daily Dispatch Board'),
    el('p', { class: 'sub', 'data-echo': '' }, [longDay(day), unit || 'All business units', count].join(' | ')),
    classic ? classicBoard(list) : newBoard(board.technicians ?? [], list), await tray(query.get('tab') ?? 'Unassigned', unit));
});

const place = (minutes) => (minutes - 480) / 6;
function newBoard(technicians, list) {
  const hours = Array.from({ length: 10 }, (_, n) => el('span', {}, ((n + 7) % 12) + 1 + (n < 4 ? ' AM' : ' PM')));
  const block = (one) => el('div', {
    class: 'appt appt--' + one.status.toLowerCase() + (one.late ? ' late' : ''), 'data-appointment': one.label,
    style: 'left:' + place(one.from) + '%;width:' + (place(one.to) - place(one.from) - 0.4) + '%', onclick: () => flyout(one.label, one.job),
  }, el('i', {}, one.priority === 'Normal' ? '' : one.priority), el('b', {}, '#' + one.label), ' ', el('span', { class: 'customer' }, one.customer), el('br'),
    el('span', { class: 'window' }, one.window), ' ', el('span', { class: 'type' }, one.type));
  const states = ['Scheduled', 'Confirmed', 'Dispatched', 'Working', 'Done', 'Canceled'];
  return el('div', {}, el('div', { class: 'legend' }, ...states.map((one) => el('span', {}, el('b', { class: 'appt--' + one.toLowerCase() }), one))),
    el('div', { class: 'Board' }, el('div', { class: 'Board__hours' }, el('div', { class: 'Board__name' }, 'Technician'), el('div', { class: 'Board__lane' }, ...hours)),
      ...technicians.map(({ name, unit }) => el('div', { class: 'Board__row', 'data-technician': name },
        el('div', { class: 'Board__name' }, name, el('small', {}, unit)),
        el('div', { class: 'Board__lane' }, ...list.filter((one) => one.technicians.includes(name)).map(block))))));
}

function classicBoard(list) {
  const columns = ['Appointment', 'Arrival Window', 'Technicians', 'Customer', 'Job Type', 'Priority', 'Status', 'Late'];
  const rows = list.map((one) => el('tr', { class: 'Grid__row', 'data-appointment': one.label, oncontextmenu: async (event) => {
    event.preventDefault();
    popper(event.target, ...actionOptions(one.label, one.status));
  } }, ...['#' + one.label, one.window, one.technicians.join(', '), one.customer, one.type, one.priority, one.status, one.late ? 'Late' : ''].map((text) => el('td', {}, text))));
  return el('div', { class: 'legacy' }, el('div', { class: 'Grid', 'data-grid': 'board', 'aria-busy': 'false' }, el('table', {},
    el('thead', {}, el('tr', {}, ...columns.map((one) => el('th', {}, one)))), el('tbody', {}, ...rows))));
}

async function tray(tab, unit) {
  const box = el('div', { class: 'Tray' });
  const show = async (name) => {
    const tabs = ['Unassigned', 'Hold', 'Canceled', 'Alerts'].map((one) => el('a', { class: one === name ? 'active' : '', onclick: () => show(one) }, one));
    const list = await grid('tray', page('dispatch/tray?tab=' + name + '&unit=' + encodeURIComponent(unit)), { onlink: (label) => flyout(label) });
    box.replaceChildren(el('div', { class: 'tabs' }, ...tabs), list);
  };
  await show(tab);
  return box;
}

async function flyout(label) {
  document.querySelectorAll('.Flyout').forEach((old) => old.remove());
  const job = await api('jobs/' + label.split('-')[0]);
  const row = (job.appointments?.rows ?? []).find(([name]) => name === '#' + label) ?? [];
  const fields = { Appointment: '#' + label, Customer: job.fields?.Customer, 'Job Type': job.fields?.['Job Type'], Date: row[1], 'Arrival Window': row[2], Technicians: row[3], Status: row[4] };
  const actions = el('div', { class: 'Trigger', onclick: () => popper(actions, ...actionOptions(label, row[4])) }, 'Actions');
  document.body.append(el('div', { class: 'Flyout' }, title('Job ' + label.split('-')[0]),
    el('dl', {}, ...Object.entries(fields).flatMap(([name, value]) => [el('dt', {}, name), el('dd', { 'data-field': name }, value ?? '')])), actions));
}

function actionOptions(label, status) {
  const closed = ['Done', 'Canceled'].includes(status);
  const fixed = ['Working', 'Dispatched'].includes(status);
  const blocked = { assign: closed, unassign: closed || fixed, reschedule: closed || status === 'Working', hold: closed || status === 'Working', cancel: closed };
  return Object.entries({ assign: 'Assign', unassign: 'Unassign', reschedule: 'Reschedule', hold: 'Hold', cancel: 'Cancel' }).map(([action, text]) =>
    el('div', { class: 'Option' + (blocked[action] ? ' disabled' : ''), 'data-action': action,
      title: blocked[action] ? 'Not available: the appointment is ' + status.toLowerCase() : undefined,
      onclick: () => { if (!blocked[action]) actionForm(label, action, text); } }, text));
}

function actionForm(label, action, text) {
  document.querySelectorAll('.Popper').forEach((old) => old.remove());
  const ready = () => save?.refresh();
  const technician = select('Technician', 'TechnicianId', () => (settings.technicians ?? []).map((one) => [one, one]), { onchange: ready });
  const reason = select('Reason', 'Reason', () => (settings.reasons?.[action] ?? []).map((one) => [one, one]), { onchange: ready });
  const date = maskedDate({ 'data-cy': 'reschedule-date' }, ready);
  const hours = select('Arrival Window', 'ArrivalWindow', () => settings.windows ?? [], { onchange: ready });
  const memo = el('textarea', { rows: 2, 'data-cy': 'memo' });
  const dated = el('div', { class: 'field' }, el('label', {}, 'Date'), date.input);
  const fields = { assign: [technician.field], unassign: [], reschedule: [dated, hours.field], hold: [reason.field], cancel: [reason.field] }[action];
  const isReady = () => ({ assign: technician.values().length, unassign: true, reschedule: date.iso() && hours.values().length, hold: reason.values().length, cancel: reason.values().length })[action];
  let save = undefined;
  save = button('Save', { class: 'Button primary', 'data-cy': 'action-save' }, () => !!isReady(), async () => {
    const told = await send('appointments/' + label + '/' + action, {
      technician: technician.values()[0], reason: reason.values()[0], day: date.iso(), window: hours.values()[0], memo: memo.value });
    if (told.ok) { box.remove(); draw(); }
  });
  const box = modal(text + ' #' + label, [...fields, el('div', { class: 'field' }, el('label', {}, 'Memo'), memo)], save);
}
`;
