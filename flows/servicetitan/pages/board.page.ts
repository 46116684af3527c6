import type { Page } from 'playwright';
import { byAll, byCount, insist, isoDate, LayoutChanged, NotFound, Refused } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { Grid } from './grid.ts';
import { fits, labelForm, longDate, priorityForm, statusForm, windowOf } from './reading.ts';
import { assertEcho, assertSound, echoOf, factAt, openRoute } from './screen.ts';

export interface BoardAppointment {
  appointment: string;
  window: string;
  technicians: string[];
  status: string;
  priority: string;
  late: boolean;
  customer: string;
  job_type: string;
}

/**
 * The day of an appointment as the board tells it: `shown` where it stands on the board or the tray of that day, else "".
 * `shown` as a list has it.
 */
export async function dayOnBoard(page: Page, label: string, shown: string): Promise<string> {
  const day = isoDate(shown, 'mdy');
  const board = await BoardPage.open(page, day);
  if (await board.shows(label)) return shown;
  const { unassigned } = await board.tray();
  return unassigned.some(({ appointment, date }) => appointment === label && date === day) ? shown : '';
}

/** Dispatch → Daily Dispatch Board. Two versions live side by side (a vendor fact); which one is a matter of the user. */
export class BoardPage {
  readonly #page: Page;
  readonly #stated: number;

  private constructor(page: Page, stated: number) {
    this.#page = page;
    this.#stated = stated;
  }

  static async open(page: Page, day: string, unit?: string, tab = 'Unassigned'): Promise<BoardPage> {
    const query = new URLSearchParams({ date: day, tab, ...(unit !== undefined && { unit }) });
    await openRoute(page, `/Dispatch/Board?${query}`, /^Daily Dispatch Board( \(Classic\))?$/);
    const echo = await echoOf(page);
    assertEcho(echo, [longDate(day), unit ?? 'All business units']);
    const [, stated] = /^(\d+) appointments$/.exec(echo.at(-1) ?? '') ?? [];
    if (stated === undefined) throw new LayoutChanged('The board does not say how many appointments it has.');
    return new BoardPage(page, Number(stated));
  }

  get #isClassic(): Promise<boolean> {
    return this.#page
      .locator('main h1', { hasText: 'Classic' })
      .count()
      .then((count) => count > 0);
  }

  async appointments(): Promise<{ appointments: BoardAppointment[]; whole: Completeness }> {
    const appointments = (await this.#isClassic) ? await this.#classic() : await this.#blocks();
    assertSound(this.#page);
    return { appointments, whole: byCount(appointments.length, this.#stated) };
  }

  async shows(label: string): Promise<boolean> {
    return (await this.#page.locator(`[data-appointment="${label}"]`).count()) > 0;
  }

  /** What lies on nobody's day, of the tab that the board was opened with. */
  async tray() {
    const { rows, whole } = await this.#trayGrid.readAll(({ label }) => label);
    const unassigned = rows.map((row) => ({
      appointment: fits(labelForm, row.label, 'appointment').slice(1),
      customer: row.customer,
      job_type: row.type,
      business_unit: row.unit,
      date: isoDate(row.date, 'mdy'),
      window: windowOf(row.window),
      priority: fits(priorityForm, row.priority, 'priority'),
    }));
    return { unassigned, whole: byAll(whole) };
  }

  /**
   * Opens what can be done with an appointment: the flyout's menu, or the one under the right button.
   *
   * @throws NotFound, or Refused where the state of the appointment forbids it.
   */
  async openAction(label: string, action: string): Promise<void> {
    const page = this.#page;
    const onBoard = page.locator(`[data-appointment="${label}"]`).first();
    if ((await this.#isClassic) && (await onBoard.count()) > 0) {
      await onBoard.click({ button: 'right' });
    } else {
      if ((await onBoard.count()) > 0) await onBoard.click();
      else await this.#openFromTray(label);
      await page.locator('.Flyout [data-field=Appointment]', { hasText: `#${label}` }).waitFor();
      await page.locator('.Flyout .Trigger').click();
    }
    const option = page.locator(`.Popper .Option[data-action="${action}"]`);
    await option.waitFor();
    const styles = ((await option.getAttribute('class')) ?? '').split(' ');
    if (styles.includes('disabled'))
      throw new Refused(
        `ServiceTitan does not offer to ${action} it: "${await option.getAttribute('title')}"`,
      );
    await option.click();
    await page.locator('.Modal h1', { hasText: `#${label}` }).waitFor();
  }

  async #openFromTray(label: string): Promise<void> {
    const grid = new Grid(this.#page, 'tray', { label: 'Appointment' });
    for (let number = 1; ; number++) {
      await grid.read();
      const link = this.#page.locator('[data-grid=tray]').getByText(`#${label}`, { exact: true });
      if ((await link.count()) > 0) return link.click();
      if (number >= (await grid.pages())) break;
      await grid.turnTo(number + 1);
    }
    throw new NotFound(`Appointment ${label} is neither on the board of its day nor on the tray.`);
  }

  get #trayGrid() {
    const columns = {
      label: 'Appointment',
      customer: 'Customer',
      type: 'Job Type',
      unit: 'Business Unit',
      date: 'Date',
      window: 'Arrival Window',
      priority: 'Priority',
      status: 'Status',
    };
    return new Grid(this.#page, 'tray', columns, {
      customer: ({ label }) => {
        const [, job = ''] = /^#(\d+)-/.exec(label) ?? [];
        return factAt(this.#page, `/Job/Index/${job}`, `Job ${job}`, 'Customer');
      },
    });
  }

  async #classic(): Promise<BoardAppointment[]> {
    const grid = new Grid(this.#page, 'board', {
      label: 'Appointment',
      window: 'Arrival Window',
      technicians: 'Technicians',
      customer: 'Customer',
      type: 'Job Type',
      priority: 'Priority',
      status: 'Status',
      late: 'Late',
    });
    const { rows } = await grid.read();
    return rows.map(({ cells }) => ({
      appointment: fits(labelForm, cells.label, 'appointment').slice(1),
      window: windowOf(cells.window),
      technicians: cells.technicians.split(', '),
      status: fits(statusForm, cells.status, 'status'),
      priority: fits(priorityForm, cells.priority, 'priority'),
      late: cells.late === 'Late',
      customer: cells.customer,
      job_type: cells.type,
    }));
  }

  /** One block for each technician of an appointment; its colour says its state, a red line that it is late (vendor facts). */
  async #blocks(): Promise<BoardAppointment[]> {
    const blocks = await insist('keep the board on the screen', () =>
      this.#page.locator('.Board__row .appt').evaluateAll((all) =>
        all.map((block) => {
          const text = (selector: string) => (block.querySelector(selector)?.textContent ?? '').trim();
          return {
            label: text('b'),
            technician: block.closest('[data-technician]')?.getAttribute('data-technician') ?? '',
            state: [...block.classList].find((name) => name.startsWith('appt--'))?.slice(6) ?? '',
            isLate: block.classList.contains('late'),
            priority: text('i') || 'Normal',
            customer: text('.customer'),
            window: text('.window'),
            type: text('.type'),
          };
        }),
      ),
    );
    const found = new Map<string, BoardAppointment>();
    for (const one of blocks) {
      const appointment = fits(labelForm, one.label, 'appointment').slice(1);
      const known = found.get(appointment);
      if (known) known.technicians.push(one.technician);
      else
        found.set(appointment, {
          appointment,
          window: windowOf(one.window),
          technicians: [fits(/\S/, one.technician, 'technician')],
          status: fits(statusForm, one.state.charAt(0).toUpperCase() + one.state.slice(1), 'status'),
          priority: fits(priorityForm, one.priority, 'priority'),
          late: one.isLate,
          customer: one.customer,
          job_type: one.type,
        });
    }
    return [...found.values()];
  }
}
