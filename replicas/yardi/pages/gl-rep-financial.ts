import { html } from 'hono/html';
import { trees } from '../data/trees.ts';
import { financials, financialTypes } from '../files/financials.ts';
import { describe, scopeOf } from '../files/scope.ts';
import { checkBox, dropDown, lookup, row, textBox } from '../web/controls.ts';
import type { FormPage } from '../web/form-page.ts';
import { slashed, unslashed } from '../web/format.ts';
import { filterBody, isOutput, putOut } from './report-page.ts';

const books = [
  ['Accrual', 'Accrual'],
  ['Cash', 'Cash'],
] as const;

/** Financial Analytics. Whoever names a property gets the first type of report again. */
export const glRepFinancial: FormPage = {
  path: 'GlRepFinancial.aspx',
  title: 'Financial Analytics',
  unsent: ['SupressZero_CheckBox'],
  fresh: ({ world }) => ({
    PropertyID_LookupCode: '',
    ReportNum_DropDownList: '1',
    BookID_LookupCode: 'Accrual',
    TreeID_LookupCode: 'ysi_is',
    FromMMYY_TextBox: slashed(world.today.slice(0, 7)),
    ToMMYY_TextBox: slashed(world.today.slice(0, 7)),
    SupressZero_CheckBox: '',
    late: '',
  }),
  body: (fields, { world }) =>
    filterBody([
      row(
        'Property',
        lookup(fields, 'PropertyID', describe(world.records, fields['PropertyID_LookupCode'] ?? '')),
      ),
      row('Report Type', dropDown(fields, 'ReportNum_DropDownList', financialTypes, { posts: true })),
      row(
        'Book',
        lookup(fields, 'BookID', books.find(([code]) => code === fields['BookID_LookupCode'])?.[1] ?? ''),
      ),
      row('Tree', lookup(fields, 'TreeID', trees[fields['TreeID_LookupCode'] ?? '']?.name ?? '')),
      row(
        'Period',
        html`${textBox(fields, 'FromMMYY_TextBox', { width: 8 })} to
        ${textBox(fields, 'ToMMYY_TextBox', { width: 8 })}`,
      ),
      row('', checkBox(fields, 'SupressZero_CheckBox', 'Suppress Zero')),
    ]),
  post(target, shown, visit) {
    const { fields } = shown;
    if (target === 'PropertyID:LookupCode') return { fields: { ...fields, ReportNum_DropDownList: '1' } };
    if (!isOutput(target)) return shown;
    const { records, switches } = visit.world;
    const isFile = target === 'Excel';
    const from = unslashed(fields['FromMMYY_TextBox'] ?? '');
    const to = unslashed(fields['ToMMYY_TextBox'] ?? '');
    if (from === '' || to === '' || from > to) return { fields, message: 'Period must be MM/YYYY' };
    const order = {
      ...scopeOf(records, fields['PropertyID_LookupCode'] ?? '', isFile && switches.ignoreProperty),
      type: isFile && switches.wrongReport ? '1' : (fields['ReportNum_DropDownList'] ?? ''),
      book: fields['BookID_LookupCode'] ?? '',
      tree: fields['TreeID_LookupCode'] ?? '',
      from,
      to,
    };
    return putOut(target, financials(records, order), shown, visit);
  },
};
