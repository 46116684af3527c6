import { AppUnavailable, download, insist, LayoutChanged, readWorkbook, Refused } from 'sidedoor-mcp';
import type { Cell } from 'sidedoor-mcp';
import type { Content } from './content.ts';
import { insteadOfPage, lookAt } from './sight.ts';

const monitor = { path: 'SysConductorReportMonitor.aspx', key: '#sFileName' };
/** Seconds between two looks at the queue, unless the monitor says another pace; asked faster, such servers give way. */
const usualPace = 3;
/** How many looks' time a report is given: three minutes at the usual pace, the worst that has been reported. */
const patience = 60;

/** Sends a filter, waits for its report in the queue, and answers the rows of its workbook. */
export async function runReport(content: Content): Promise<Cell[][]> {
  const before = await recordsOf(content);
  await content.send('Excel', () => content.root.locator('#Excel_Button').click());
  const record = await insist('queue the report', async () => {
    // The monitor draws itself anew at its own pace; a frame between two of its pages is no page.
    await content.root.locator('body:not(:empty)').waitFor({ state: 'attached' });
    const sight = await lookAt(await content.frame());
    // A monitor that is asked too often says so of itself; the report may be there all the same.
    if (sight.kind === 'error' && /too many/i.test(sight.says)) return recordInAddress(content);
    if (sight.kind === 'unknown') return false;
    if (sight.kind !== 'page') throw insteadOfPage(sight);
    return (await recordsOf(content)).find((one) => !before.includes(one)) ?? '';
  });
  if (record === '' || before.includes(record)) {
    const says = await insist('say why', () => content.message());
    if (says !== '') throw new Refused(`Yardi says: "${says}"`);
    throw new AppUnavailable('Yardi took the request for a report, but queued none.');
  }
  await waitFor(content, record);
  const file = await insist('send the file of the report', async () => {
    await content.arrive(monitor);
    const name = await content.root.locator('#sFileName').inputValue();
    const link = content.root.locator(
      `a[href*="SysShuttleDisplayHandler.ashx?sFileName=${encodeURIComponent(name)}"]`,
    );
    return download(await content.frame(), () => link.click());
  });
  const { sheets } = await readWorkbook(file);
  const [sheet, ...others] = sheets;
  if (!sheet || others.length > 0)
    throw new LayoutChanged('The workbook has not the one sheet that it should.');
  return sheet.rows;
}

/** The ids of all reports of the session, newest first. */
async function recordsOf(content: Content): Promise<string[]> {
  const records = await content.root.locator('#Records').inputValue();
  return decodeURIComponent(records)
    .split(',')
    .filter((one) => one !== '');
}

async function recordInAddress(content: Content): Promise<string> {
  const frame = await content.frame();
  return new URL(frame.url()).searchParams.get('Records') ?? '';
}

/** The monitor asks again by itself; nothing else is sent meanwhile, except after it was told that it asks too often. */
async function waitFor(content: Content, record: string): Promise<void> {
  let pace = usualPace;
  const ready = content.root.locator('#sFileName:not([value=""])');
  const address = `${monitor.path}?Records=${record}&FilterInfo=&sDir=0&bMonitor=0`;
  const began = Date.now();
  while (Date.now() - began < patience * pace * 1000) {
    const file = await ready.waitFor({ state: 'attached', timeout: pace * 1000 }).then(
      () => true,
      () => false,
    );
    if (file) {
      if ((await recordsOf(content)).join() === record) return;
      throw new LayoutChanged('The report monitor shows another report than the one that was asked for.');
    }
    const sight = await insist('show the report monitor', async () => lookAt(await content.frame()));
    if (sight.kind === 'error' && /too many/i.test(sight.says)) {
      // Yardi has asked for silence: nothing on the screen says when it is over, and asking would prolong it.
      await content.page.waitForTimeout(pace * 1000);
      await insist('show the report monitor again', () => content.go(address));
      continue;
    }
    if (sight.kind !== 'page' && sight.kind !== 'unknown') throw insteadOfPage(sight);
    const remark = await content.root
      .locator('#Refresh_Label')
      .textContent({ timeout: pace * 1000 })
      .catch(() => '');
    pace = Number(/every ([\d.]+) seconds/.exec(remark ?? '')?.[1] ?? usualPace);
  }
  throw new AppUnavailable(
    `The report ${record} is not ready after ${Math.round(patience * pace)} seconds.`,
    {
      hint: 'It stays in the report queue of Yardi. Ask the user to look there, or call again later.',
    },
  );
}
