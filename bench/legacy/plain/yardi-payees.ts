import type { PlainScript } from '../plain.ts';
import {
  between,
  day,
  excel,
  lookUp,
  money,
  open,
  orNull,
  posted,
  say,
  signIn,
  slashed,
} from './yardi-screen.ts';

const month = (cell: Parameters<typeof say>[0]) => say(cell).split('/').toReversed().join('-');

const getExpenses: PlainScript = async (page, user, args) => {
  const { property, from, to } = args as Record<'property' | 'from' | 'to', string>;
  await signIn(page, user);
  const frame = await open(page, 'APAnalytics.aspx');
  const name = await lookUp(frame, 'PropertyLookup', property);
  await posted(frame, () =>
    frame.selectOption('#ReportType_DropDownList', { label: 'Expense Distribution' }),
  );
  await frame.fill('#PeriodFrom_TextBox', slashed(from));
  await frame.fill('#PeriodTo_TextBox', slashed(to));
  await frame.check('#ShowDetail_CheckBox');
  const rows = await excel(page, frame);
  const lines = between(rows, 'Account', 'Grand Total');
  const names = new Map(lines.map((row) => [say(row[0]), say(row[1])]));
  return {
    property: `${name} (${property})`,
    accounts: lines
      .filter((row) => say(row[0]).startsWith('Total '))
      .map((row) => {
        const account = say(row[0]).replace('Total ', '');
        return {
          account,
          name: names.get(account),
          amount: money(row[11]),
          paid: money(row[12]),
          unpaid: money(row[13]),
        };
      }),
    invoices: lines
      .filter((row) => !say(row[0]).startsWith('Total '))
      .map((row) => ({
        account: say(row[0]),
        account_name: say(row[1]),
        property: say(row[2]),
        vendor: say(row[3]),
        vendor_name: say(row[4]),
        control: say(row[5]),
        invoice: say(row[6]),
        invoice_date: day(row[7]),
        post_month: month(row[8]),
        notes: say(row[9]),
        check: orNull(row[10]),
        amount: money(row[11]),
        paid: money(row[12]),
        unpaid: money(row[13]),
      })),
    total: money(rows.find(([first]) => first === 'Grand Total')?.[11]),
  };
};

const getPayeeLedger: PlainScript = async (page, user, args) => {
  const { property, vendor, from, to } = args as Record<'property' | 'vendor' | 'from' | 'to', string>;
  await signIn(page, user);
  const frame = await open(page, 'APAnalytics.aspx');
  const name = await lookUp(frame, 'PropertyLookup', property);
  await frame.click('#VendorLookup_LookupButton');
  const popup = frame.frameLocator('#popupiframe');
  await popup.locator('#LookupGrid_filter input').fill(vendor);
  await popup.locator('#cmdFind_Button').click();
  await popup.locator('#Count_Label', { hasText: '2 records' }).waitFor();
  await popup.locator('#row0 input').check();
  await posted(frame, () => popup.locator('#cmdOK_Button').click());
  const code = await frame.inputValue('#VendorLookup_LookupCode');
  await posted(frame, () => frame.selectOption('#ReportType_DropDownList', { label: 'Payee Ledger' }));
  await frame.fill('#DateFrom_TextBox', slashed(from));
  await frame.fill('#DateTo_TextBox', slashed(to));
  const rows = await excel(page, frame);
  const [before, ...lines] = between(rows, 'Type', 'Grand Total');
  return {
    property: `${name} (${property})`,
    vendor: code,
    vendor_name: vendor,
    opening: money(before?.[10]),
    lines: lines.map((row) => ({
      date: day(row[0]),
      kind: say(row[1]).toLowerCase(),
      property: say(row[2]),
      control: say(row[3]),
      invoice: say(row[4]),
      post_month: month(row[5]),
      account: say(row[6]),
      check: orNull(row[7]),
      charge: money(row[8]),
      payment: money(row[9]),
      balance: money(row[10]),
    })),
    balance: money(rows.find(([first]) => first === 'Grand Total')?.[10]),
  };
};

export const plainPayees: Record<string, PlainScript> = {
  yardi_get_expense_distribution: getExpenses,
  yardi_get_payee_ledger: getPayeeLedger,
};
