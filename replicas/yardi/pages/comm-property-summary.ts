import { commercialRentRoll, commercialTypes } from '../files/commercial-rent-roll.ts';
import { describe, propertiesOf, scopeOf } from '../files/scope.ts';
import { checkBox, dropDown, lookup, row, textBox } from '../web/controls.ts';
import type { FormPage } from '../web/form-page.ts';
import { slashed, unslashed } from '../web/format.ts';
import { filterBody, isOutput, putOut } from './report-page.ts';

const periods = ['Month', 'Year'].map((name) => [name, name] as const);
const summaries = ['Property', 'Lease'].map((name) => [name, name] as const);

/** Commercial Analytics. Whoever names a property gets the first type of report again. */
export const commPropertySummary: FormPage = {
  path: 'CommReportPropertySummary.aspx',
  title: 'Commercial Analytics',
  unsent: ['chkIsDetail_CheckBox', 'YsiChkShowActiveLease_CheckBox'],
  fresh: ({ world }) => ({
    PropertyId_LookupCode: '',
    ReportType_DropDownList: '1',
    FromDate_TextBox: slashed(world.today),
    PeriodType_DropDownList: 'Month',
    SummarizeBy_DropDownList: 'Property',
    chkIsDetail_CheckBox: '',
    YsiChkShowActiveLease_CheckBox: '',
    late: '',
  }),
  body: (fields, { world }) =>
    filterBody([
      row(
        'Property',
        lookup(fields, 'PropertyId', describe(world.records, fields['PropertyId_LookupCode'] ?? '')),
      ),
      row('Report Type', dropDown(fields, 'ReportType_DropDownList', commercialTypes, { posts: true })),
      row('From Date', textBox(fields, 'FromDate_TextBox')),
      row('Period Type', dropDown(fields, 'PeriodType_DropDownList', periods)),
      row('Summarize By', dropDown(fields, 'SummarizeBy_DropDownList', summaries)),
      row('', checkBox(fields, 'chkIsDetail_CheckBox', 'Show Detail')),
      row('', checkBox(fields, 'YsiChkShowActiveLease_CheckBox', 'Show Active Leases')),
    ]),
  post(target, shown, visit) {
    const { fields } = shown;
    if (target === 'PropertyId:LookupCode') return { fields: { ...fields, ReportType_DropDownList: '1' } };
    if (!isOutput(target)) return shown;
    const { records, switches } = visit.world;
    const isFile = target === 'Excel';
    const code = fields['PropertyId_LookupCode'] ?? '';
    if ((propertiesOf(records, code)?.length ?? 1) > 1)
      return { fields, message: 'A property list is not allowed here' };
    const asOf = unslashed(fields['FromDate_TextBox'] ?? '');
    if (asOf.length !== 10) return { fields, message: 'Enter a valid date' };
    const type = isFile && switches.wrongReport ? '1' : (fields['ReportType_DropDownList'] ?? '');
    const order = { ...scopeOf(records, code, isFile && switches.ignoreProperty), type, asOf };
    return putOut(target, commercialRentRoll(records, order), shown, visit);
  },
};
