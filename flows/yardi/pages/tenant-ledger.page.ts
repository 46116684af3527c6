import type { Locator, Page } from 'playwright';
import {
  amount,
  amountOrZero,
  assertLegible,
  byFooting,
  inPopup,
  isoDate,
  LayoutChanged,
  NotFound,
  sum,
} from 'sidedoor-mcp';
import { Content } from './content.ts';
import { fillIn } from './fields.ts';
import { readGrid } from './grid.ts';
import { insteadOfPage, lookAt } from './sight.ts';

/** Residents → Person Search; the sixth cell of a hit opens the ledger in a window. */
export async function openLedger(page: Page, resident: string) {
  const kind = { path: 'PersonSearch.aspx', key: '#PersonSearch_btnSearch_Button' };
  const content = await Content.open(page, kind);
  await fillIn(content, { PersonSearch_Code_TextBox: resident });
  await content.postback('PersonSearch:btnSearch', () =>
    content.root.locator('#PersonSearch_btnSearch_Button').click(),
  );
  const found = await readGrid(content.root, 'PersonSearch_Results', [
    'Code',
    'Name',
    'Property',
    'Unit',
    'Status',
    '',
  ]);
  const at = found.findIndex(([code]) => code === resident);
  if (at === -1) throw new NotFound(`Yardi finds no resident ${resident}.`);
  const [, name = '', property = '', unit = ''] = found[at]!;
  const link = content.root.locator(`#PersonSearch_Results_DataTable_row${at}_5 a`);
  return inPopup(
    page,
    () => link.click(),
    async (popup) => {
      await popup.locator('body:not(:empty)').waitFor();
      const sight = await lookAt(popup.mainFrame());
      if (sight.kind !== 'page') throw insteadOfPage(sight);
      const ledger = await readLedger(popup.locator(':root'), resident);
      assertLegible([name]);
      return { resident, name, property, unit, ...ledger };
    },
  );
}

async function readLedger(root: Locator, resident: string) {
  const label = async (name: string) =>
    ((await root.locator(`#TenantInfoHeader_${name}_Label`).textContent()) ?? '').trim();
  if ((await label('Code')) !== resident)
    throw new LayoutChanged('The window shows the ledger of somebody else.');
  const headings = ['', 'Date', '', 'Chg Code', 'Description', 'Charge', 'Payment', 'Balance'];
  // The running balance proves each of these columns by the other two.
  const provable = ['Charge', 'Payment', 'Balance'];
  const lines = (await readGrid(root, 'LedgerGrid', headings, provable)).map((cells) => ({
    date: isoDate(cells[1]!, 'mdy'),
    code: cells[3]!,
    description: cells[4]!,
    charge: amountOrZero(cells[5]!),
    payment: amountOrZero(cells[6]!),
    balance: amount(cells[7]!),
  }));
  let running = '0.00';
  for (const { charge, payment, balance } of lines) {
    running = sum([running, charge, negative(payment)]);
    if (running !== balance)
      throw new LayoutChanged(`The running balance of the ledger is ${balance} where ${running} follows.`);
  }
  const stated = amount(await label('Balance'));
  const changes = lines.flatMap(({ charge, payment }) => [charge, negative(payment)]);
  return { lines, balance: running, complete: byFooting(changes, stated) };
}

/** Of an amount, or of one that is negative itself. */
const negative = (value: string) => (value.startsWith('-') ? value.slice(1) : `-${value}`);
