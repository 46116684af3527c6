import type { Page } from 'playwright';
import type { Answer } from '../job.ts';
import type { PlainScript } from '../plain.ts';
import { date } from './screen.ts';
import {
  facts,
  hours,
  list,
  money,
  open,
  pick,
  saved,
  shownHours,
  signIn,
  typeDate,
} from './servicetitan-screen.ts';

export async function readJob(page: Page, number: string): Promise<Answer> {
  await open(page, `/Job/Index/${number}`, `Job ${number}`);
  const shown = await facts(page);
  return {
    number: shown['Job #'],
    status: shown['Status'],
    type: shown['Job Type'],
    business_unit: shown['Business Unit'],
    campaign: shown['Campaign'],
    priority: shown['Priority'],
    summary: shown['Summary'],
    customer: shown['Customer'],
    customer_id: shown['Customer ID'],
    phone: shown['Phone'],
    location: shown['Location'],
    invoice: shown['Invoice #'],
    invoice_status: shown['Invoice Status'],
    total: money(shown['Total']),
    balance: money(shown['Balance']),
    appointments: (await list(page, 'appointments')).map((row) => ({
      appointment: row[0]?.replace('#', ''),
      date: date(row[1]),
      window: hours(row[2]),
      technicians: row[3] ? row[3].split(', ') : [],
      status: row[4],
    })),
  };
}

const bookJob: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  const word = (name: string) => String(args[name]);
  await open(page, `/customer/${word('customer')}`, 'Customer');
  const { Phone: phone = '' } = await facts(page);
  await open(page, '/Dispatch/Booking', 'Book a Job');
  await page.fill('[data-cy=customer-search]', phone);
  await page.click('[data-cy=customer-find]');
  await page.click(`[data-customer="${word('customer')}"]`);
  await page.locator('[data-cy=customer]', { hasText: word('customer') }).waitFor();
  await pick(page, 'LocationId', word('location'));
  await pick(page, 'BusinessUnitId', word('business_unit'));
  await pick(page, 'JobTypeId', word('job_type'));
  await pick(page, 'CampaignId', word('campaign'));
  await pick(page, 'Priority', word('priority'));
  await pick(page, 'TechnicianId', word('technician'));
  await typeDate(page, '[data-cy=start-date]', word('date'));
  await pick(page, 'ArrivalWindow', shownHours(word('window')));
  await page.fill('[data-cy=summary]', word('summary'));
  await page.click('[data-cy=book-job]');
  await page.locator('#view h1', { hasText: /^Job \d+$/ }).waitFor();
  const number = (await page.locator('#view h1').textContent())?.replace('Job ', '') ?? '';
  return readJob(page, number);
};

const changeAppointment: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  const label = String(args['appointment']);
  const [number = ''] = label.split('-');
  const { appointments } = await readJob(page, number);
  const day = (appointments as Answer[])[0]?.['date'];
  await open(page, `/Dispatch/Board?date=${String(day)}`, 'Daily Dispatch Board');
  await page.locator(`[data-appointment="${label}"]`).first().click();
  await page.locator('.Flyout .Trigger').click();
  await page.click(`.Popper [data-action=${String(args['action'])}]`);
  await typeDate(page, '[data-cy=reschedule-date]', String(args['date']));
  await page.click('.Modal [data-criteria-name=ArrivalWindow] .Trigger');
  await page
    .locator('.Popper')
    .getByText(shownHours(String(args['window'])), { exact: true })
    .click();
  await page.fill('[data-cy=memo]', String(args['memo']));
  await page.click('[data-cy=action-save]');
  await saved(page);
  const job = await readJob(page, number);
  const changed = (job['appointments'] as Answer[]).find((one) => one['appointment'] === label) ?? {};
  const history = await list(page, 'history');
  return {
    ...changed,
    technicians: (changed['technicians'] as string[]).join(', '),
    job_status: job['status'],
    entry: history.at(-1)?.[2],
  };
};

const addNote: PlainScript = async (page, user, args) => {
  await signIn(page, user);
  const { on, number, text } = args as Record<string, string>;
  const route = on === 'job' ? `/Job/Index/${number}` : `/Invoice/${number}`;
  await open(page, route, String(number));
  await page.fill('[data-cy=note-text]', text ?? '');
  await page.click('[data-cy=note-save]');
  await saved(page);
  await page.reload();
  await page.locator('#view h1', { hasText: String(number) }).waitFor();
  const last = (await list(page, 'notes')).at(-1) ?? [];
  return { on, number, text: last[2], by: last[1], at: date(last[0]) };
};

export const plainWrites: Record<string, PlainScript> = {
  servicetitan_book_job: bookJob,
  servicetitan_change_appointment: changeAppointment,
  servicetitan_add_note: addNote,
};
