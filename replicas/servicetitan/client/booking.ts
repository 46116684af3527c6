/** The booking form: customer, location, what is to be done, when. */
export const bookingScript = String.raw`
route(/^\/Dispatch\/Booking$/, async (view, query) => {
  let customer = null;
  const ready = () => book?.refresh();
  const location = select('Location', 'LocationId', () => (customer?.locations ?? []).map(({ id, address }) => [String(id), address]), { onchange: ready });
  const unit = select('Business Unit', 'BusinessUnitId', () => (settings.units ?? []).map((one) => [one, one]), { onchange: () => { type?.set('', ''); ready(); } });
  let type = undefined;
  type = select('Job Type', 'JobTypeId', () => (settings.types?.[unit.values()[0]] ?? []).map((one) => [one, one]), { onchange: ready });
  const campaign = select('Campaign', 'CampaignId', () => (settings.campaigns ?? []).map((one) => [one, one]), { onchange: ready });
  const priority = select('Priority', 'Priority', () => (settings.priorities ?? []).map((one) => [one, one]), { onchange: ready });
  const date = maskedDate({ 'data-cy': 'start-date' }, ready);
  const hours = select('Arrival Window', 'ArrivalWindow', () => settings.windows ?? [], { onchange: ready });
  const technician = select('Technician', 'TechnicianId', () => (settings.technicians ?? []).map((one) => [one, one]), { onchange: ready });
  const summary = el('textarea', { rows: 3, 'data-cy': 'summary' });
  const who = el('div', { 'data-cy': 'customer' }, 'No customer selected');
  const hits = el('div', { class: 'CustomerHits', 'aria-busy': 'false' });
  const find = el('input', { placeholder: 'Name, phone or address', 'data-cy': 'customer-search', value: query.get('customerName') ?? '', size: 34 });
  const search = async () => {
    hits.setAttribute('aria-busy', 'true');
    const found = await api('customers?name=' + encodeURIComponent(find.value) + '&page=1&size=50');
    const rows = (found.rows ?? []).map(([id, name, , phone, , addresses]) => el('div', { class: 'Option', 'data-customer': id.text, onclick: () => choose(id.text) }, name + ' · ' + phone + ' · ' + addresses));
    hits.replaceChildren(...(rows.length ? rows : [found.total === 0 ? 'No customers found' : '']));
    hits.setAttribute('aria-busy', 'false');
  };
  async function choose(id) {
    customer = await api('customers/' + id);
    who.textContent = customer.name + ' (' + customer.id + ')';
    hits.replaceChildren();
    location.set('', '');
    if (customer.locations.length === 1) location.set(String(customer.locations[0].id), customer.locations[0].address);
  }
  let book = undefined;
  book = button('Book Job', { class: 'Button primary', 'data-cy': 'book-job' },
    () => customer && [location, unit, type, campaign, priority, hours].every((one) => one.values().length) && date.iso() !== '', async () => {
      const told = await send('booking', { customer: String(customer.id), location: location.values()[0], unit: unit.values()[0], type: type.values()[0],
        campaign: campaign.values()[0], priority: priority.values()[0], day: date.iso(), window: hours.values()[0], technician: technician.values()[0], summary: summary.value });
      if (told.job) window.location.hash = '#/Job/Index/' + told.job;
    });
  const dated = el('div', { class: 'field' }, el('label', {}, 'Start Date'), date.input);
  const wide = (label, ...nodes) => el('div', { class: 'field wide' }, el('label', {}, label), ...nodes);
  view.append(title('Book a Job'), el('p', { class: 'sub' }, 'Call booking'), el('div', { class: 'form' },
    wide('Customer', el('div', { class: 'toolbar' }, find, el('div', { class: 'Button', 'data-cy': 'customer-find', onclick: search }, 'Search')), hits, who),
    location.field, unit.field, type.field, campaign.field, priority.field, technician.field, dated, hours.field,
    wide('Summary', summary), el('div', { class: 'wide' }, book)));
});
`;
