import { receivables, receivableTypes } from '../files/receivables.ts';
import { describe, scopeOf } from '../files/scope.ts';
import { dropDown, lookup, multiSelect, row, textBox } from '../web/controls.ts';
import type { FormPage } from '../web/form-page.ts';
import { slashed, unslashed } from '../web/format.ts';
import { filterBody, isOutput, putOut } from './report-page.ts';

/** Receivable Analytics. Choosing the type of report forgets the grouping and the statuses. */
export const arAnalytics: FormPage = {
  path: 'ARAnalytics_res.aspx',
  title: 'Receivable Analytics',
  unsent: ['tenstatus_MultiSelect'],
  fresh: ({ world }) => ({
    PropertyLookup_LookupCode: '',
    cmbReportType_DropDownList: '1',
    cmbGroupby_DropDownList: 'Property',
    tenstatus_MultiSelect: '',
    AgeAsOf_TextBox: slashed(world.today),
    late: '',
  }),
  body: (fields, { world }) =>
    filterBody([
      row(
        'Property',
        lookup(fields, 'PropertyLookup', describe(world.records, fields['PropertyLookup_LookupCode'] ?? '')),
      ),
      row('Report Type', dropDown(fields, 'cmbReportType_DropDownList', receivableTypes, { posts: true })),
      row(
        'Group By',
        dropDown(fields, 'cmbGroupby_DropDownList', [
          ['Property', 'Property'],
          ['Resident', 'Resident'],
        ]),
      ),
      row('Age As Of', textBox(fields, 'AgeAsOf_TextBox')),
      row('Status', multiSelect(fields, 'tenstatus_MultiSelect', ['Current', 'Notice', 'Future'])),
    ]),
  post(target, shown, visit) {
    const { fields } = shown;
    if (target === 'PropertyLookup:LookupCode')
      return { fields: { ...fields, cmbReportType_DropDownList: '1', tenstatus_MultiSelect: '' } };
    if (target === 'cmbReportType:DropDownList')
      return { fields: { ...fields, cmbGroupby_DropDownList: 'Property', tenstatus_MultiSelect: '' } };
    if (!isOutput(target)) return shown;
    const { records, switches } = visit.world;
    const isFile = target === 'Excel';
    const asOf = unslashed(fields['AgeAsOf_TextBox'] ?? '');
    if (asOf.length !== 10) return { fields, message: 'Enter a valid date' };
    const order = {
      ...scopeOf(records, fields['PropertyLookup_LookupCode'] ?? '', isFile && switches.ignoreProperty),
      asOf,
      statuses: (fields['tenstatus_MultiSelect'] ?? '').split('^').filter((one) => one !== ''),
    };
    const type = isFile && switches.wrongReport ? '1' : (fields['cmbReportType_DropDownList'] ?? '');
    return putOut(target, receivables(records, type, order), shown, visit);
  },
};
