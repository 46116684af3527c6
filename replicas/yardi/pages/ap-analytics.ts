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
    AgeAsOf_TextBox: slashed(world.today),
    DateFrom_TextBox: '',
    DateTo_TextBox: '',
    ShowDetail_CheckBox: '',
    ShowGrid_CheckBox: '',
    late: '',
  }),
  body: (fields, { world }) => {
    const vendor = world.records.vendors.find(({ code }) => code === fields['VendorLookup_LookupCode']);
    return filterBody([
      row(
        'Property',
        lookup(fields, 'PropertyLookup', describe(world.records, fields['PropertyLookup_LookupCode'] ?? '')),
      ),
      row('Payee', lookup(fields, 'VendorLookup', vendor?.name ?? '')),
      row('Report Type', dropDown(fields, 'ReportType_DropDownList', payableTypes, { posts: true })),
      row(
        'Age As Of',
        textBox(fields, 'AgeAsOf_TextBox', { off: fields['ReportType_DropDownList'] !== '3' }),
      ),
      row(
        'Check Date',
        html`${textBox(fields, 'DateFrom_TextBox', { off: fields['ReportType_DropDownList'] !== '7' })} to
        ${textBox(fields, 'DateTo_TextBox', { off: fields['ReportType_DropDownList'] !== '7' })}`,
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
    const [from = '', to = ''] = ['DateFrom', 'DateTo'].map((id) => unslashed(fields[`${id}_TextBox`] ?? ''));
    const isRegister = fields['ReportType_DropDownList'] === '7';
    if (asOf.length !== 10 || (isRegister && (from.length !== 10 || to.length !== 10 || from > to)))
      return { fields, message: 'Enter a valid date' };
    const order = {
      ...scopeOf(records, fields['PropertyLookup_LookupCode'] ?? '', isFile && switches.ignoreProperty),
      asOf,
      from,
      to,
      vendor: fields['VendorLookup_LookupCode'] ?? '',
      detail: fields['ShowDetail_CheckBox'] === 'on',
    };
    const type = isFile && switches.wrongReport ? '2' : (fields['ReportType_DropDownList'] ?? '');
    return putOut(target, payables(records, type, order), shown, visit);
  },
};
