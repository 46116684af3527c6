import { html } from 'hono/html';
import { payables, payableTypes } from '../files/payables.ts';
import { describe, scopeOf } from '../files/scope.ts';
import { checkBox, dropDown, lookup, row, textBox } from '../web/controls.ts';
import type { FormPage } from '../web/form-page.ts';
import { slashed, unslashed } from '../web/format.ts';
import { filterBody, isOutput, putOut } from './report-page.ts';

/** Payable Analytics; begins with "Paid Only", and goes back to it when a property is named. */
export const apAnalytics: FormPage = {
  path: 'APAnalytics.aspx',
  title: 'Payable Analytics',
  unsent: ['ShowDetail_CheckBox', 'ShowGrid_CheckBox'],
  fresh: ({ world }) => ({
    PropertyLookup_LookupCode: '',
    VendorLookup_LookupCode: '',
    ReportType_DropDownList: '2',
    AccountLookup_LookupCode: '',
    AgeAsOf_TextBox: slashed(world.today),
    PeriodFrom_TextBox: '',
    PeriodTo_TextBox: '',
    DateFrom_TextBox: '',
    DateTo_TextBox: '',
    ShowDetail_CheckBox: '',
    ShowGrid_CheckBox: '',
    late: '',
  }),
  body: (fields, { world }) => {
    const vendor = world.records.vendors.find(({ code }) => code === fields['VendorLookup_LookupCode']);
    const account = world.records.accounts.find(({ code }) => code === fields['AccountLookup_LookupCode']);
    const off = (...types: string[]) => ({ off: !types.includes(fields['ReportType_DropDownList'] ?? '') });
    return filterBody([
      row(
        'Property',
        lookup(fields, 'PropertyLookup', describe(world.records, fields['PropertyLookup_LookupCode'] ?? '')),
      ),
      row('Payee', lookup(fields, 'VendorLookup', vendor?.name ?? '', 'Payee')),
      row('Account', lookup(fields, 'AccountLookup', account?.name ?? '')),
      row('Report Type', dropDown(fields, 'ReportType_DropDownList', payableTypes, { posts: true })),
      row('Age As Of', textBox(fields, 'AgeAsOf_TextBox', off('3'))),
      row(
        'Period',
        html`${textBox(fields, 'PeriodFrom_TextBox', off('1'))} to
        ${textBox(fields, 'PeriodTo_TextBox', off('1'))}`,
      ),
      row(
        'Date',
        html`${textBox(fields, 'DateFrom_TextBox', off('7', '9'))} to
        ${textBox(fields, 'DateTo_TextBox', off('7', '9'))}`,
      ),
      row('', checkBox(fields, 'ShowDetail_CheckBox', 'Show Detail')),
      row('', checkBox(fields, 'ShowGrid_CheckBox', 'Show Grid')),
    ]);
  },
  post(target, shown, visit) {
    const { fields } = shown;
    if (target === 'PropertyLookup:LookupCode')
      return { fields: { ...fields, ReportType_DropDownList: '2' } };
    if (!isOutput(target)) return shown;
    const { records, switches } = visit.world;
    const isFile = target === 'Excel';
    const asOf = unslashed(fields['AgeAsOf_TextBox'] ?? '');
    const dateIn = (id: string) => unslashed(fields[`${id}_TextBox`] ?? '');
    const [from, to] = [dateIn('DateFrom'), dateIn('DateTo')];
    const months: [string, string] = [dateIn('PeriodFrom'), dateIn('PeriodTo')];
    const chosen = fields['ReportType_DropDownList'] ?? '';
    const isDated = chosen === '7' || chosen === '9';
    if (asOf.length !== 10 || (isDated && (from.length !== 10 || to.length !== 10 || from > to)))
      return { fields, message: 'Enter a valid date' };
    if (chosen === '1' && (months.some((month) => month.length !== 7) || months[0] > months[1]))
      return { fields, message: 'Enter a valid period' };
    if (chosen === '9' && !records.vendors.some(({ code }) => code === fields['VendorLookup_LookupCode']))
      return { fields, message: 'Payee is required' };
    const order = {
      ...scopeOf(records, fields['PropertyLookup_LookupCode'] ?? '', isFile && switches.ignoreProperty),
      asOf,
      from,
      to,
      months,
      vendor: fields['VendorLookup_LookupCode'] ?? '',
      account: fields['AccountLookup_LookupCode'] ?? '',
      detail: fields['ShowDetail_CheckBox'] === 'on',
    };
    const type = isFile && switches.wrongReport ? '2' : chosen;
    return putOut(target, payables(records, type, order), shown, visit);
  },
};
