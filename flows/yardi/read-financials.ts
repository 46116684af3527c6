import type { Page } from 'playwright';
import { LayoutChanged } from 'sidedoor-mcp';
import { endings } from './financial-kinds.ts';
import type { FinancialKind } from './financial-kinds.ts';
import { fillFinancials } from './pages/financial-filter.page.ts';
import type { Wanted } from './pages/financial-filter.page.ts';
import { readReport } from './read-report.ts';
import { assertSays, belowHeadings, monthName } from './report-rows.ts';
import { readStatement } from './statement-rows.ts';
import type { StatementRow } from './statement-rows.ts';

type Asked = Omit<Wanted, 'title'> & { kind: FinancialKind };

/**
 * One statement. `renamed` is the column whose heading is another one and which only another report can prove: that is left
 * to the caller. Where each row proves it, none is told.
 */
export function readFinancials(page: Page, { kind, ...asked }: Asked) {
  const { property, book, tree, from, to } = asked;
  const { title, byRow = false, byReport } = kind;
  const columns = kind.columns(to);
  const period = from === to ? monthName(from) : `${monthName(from)}-${monthName(to)}`;
  return readReport({
    ask: () => fillFinancials(page, { ...asked, title }),
    read(sheet, name) {
      const provable = byRow ? columns : byReport === undefined ? [] : [byReport];
      const { above, body, renamed } = belowHeadings(sheet, ['', ...columns], { provable });
      const label = `${name} (${property})`;
      assertSays(sheet, [label, title, `Period = ${period}`, `Book = ${book}; Tree = ${tree}`], above);
      const { rows, whole, across } = readStatement(body, columns.length, kind, endings[tree]);
      const unsure = renamed === undefined ? undefined : columns[renamed - 1];
      if (unsure !== undefined && byRow && !across?.proven)
        throw new LayoutChanged(`The column "${unsure}" is called something else, and is none.`);
      const statement = { property: label, report: title, period, book, tree, columns, rows };
      return { ...statement, complete: whole, renamed: byRow ? undefined : unsure };
    },
  });
}

/** @throws LayoutChanged unless a column of a statement has what a column of another one has, row by row. */
export function assertSame(
  { rows, column }: { rows: StatementRow[]; column: number },
  other: { rows: StatementRow[]; column: number },
): void {
  const figures = (from: StatementRow[], at: number) =>
    JSON.stringify(from.map(({ name, amounts }) => [name, amounts.at(at) ?? '']));
  if (figures(rows, column) !== figures(other.rows, other.column))
    throw new LayoutChanged('A column of the statement is called something else, and has other figures.');
}
