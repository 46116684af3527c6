import { rentRoll } from '../files/rent-roll.ts';
import { describe, propertiesOf, scopeOf } from '../files/scope.ts';
import { dropDown, lookup, row, textBox } from '../web/controls.ts';
import type { FormPage } from '../web/form-page.ts';
import { slashed, unslashed } from '../web/format.ts';
import { filterBody, isOutput, putOut } from './report-page.ts';

const types = [
  'Rent Roll',
  'Rent Roll with Lease Charges',
  'Unit Statistic',
  'Unit Availability',
  'Resident Activity',
  'BoxScore Summary',
].map((name) => [name, name] as const);

/** Residential Analytics. The dates can be typed once a type of report has been chosen. */
export const resReportSummary: FormPage = {
  path: 'ResReportSummary.aspx',
  title: 'Residential Analytics',
  fresh: ({ world }) => ({
    PropLookup_LookupCode: '',
    ReportType_DropDownList: 'Rent Roll',
    SummarizeBy_DropDownList: 'Property',
    Date1_TextBox: slashed(world.today),
    MMYY2_TextBox: slashed(world.today.slice(0, 7)),
    open: '',
    late: '',
  }),
  body: (fields, { world }) => {
    const off = fields['open'] !== 'yes';
    const summarize = [
      ['Property', 'Property'],
      ['Resident', 'Resident'],
    ] as const;
    return filterBody([
      row(
        'Property',
        lookup(fields, 'PropLookup', describe(world.records, fields['PropLookup_LookupCode'] ?? '')),
      ),
      row('Report Type', dropDown(fields, 'ReportType_DropDownList', types, { posts: true })),
      row('Summarize By', dropDown(fields, 'SummarizeBy_DropDownList', summarize)),
      row('As Of', textBox(fields, 'Date1_TextBox', { off })),
      row('Month Year', textBox(fields, 'MMYY2_TextBox', { width: 8, off })),
    ]);
  },
  post(target, shown, visit) {
    const { fields } = shown;
    const { records, switches } = visit.world;
    if (target === 'PropLookup:LookupCode')
      return { fields: { ...fields, ReportType_DropDownList: 'Rent Roll', open: '' } };
    if (target === 'ReportType:DropDownList') return { fields: { ...fields, open: 'yes' } };
    if (!isOutput(target)) return shown;
    const code = fields['PropLookup_LookupCode'] ?? '';
    const isFile = target === 'Excel';
    if ((propertiesOf(records, code)?.length ?? 1) > 1)
      return { fields, message: 'A property list is not allowed here' };
    const type = isFile && switches.wrongReport ? 'Rent Roll' : (fields['ReportType_DropDownList'] ?? '');
    const asOf = unslashed(fields['Date1_TextBox'] ?? '');
    const month = unslashed(fields['MMYY2_TextBox'] ?? '');
    if (asOf.length !== 10 || month.length !== 7) return { fields, message: 'Enter a valid date' };
    const order = { ...scopeOf(records, code, isFile && switches.ignoreProperty), type, asOf, month };
    return putOut(target, type.startsWith('Rent Roll') ? rentRoll(records, order) : undefined, shown, visit);
  },
};
