import type { Page } from 'playwright';
import { byAll, LayoutChanged } from 'sidedoor-mcp';
import { fillFinancials } from './pages/financial-filter.page.ts';
import type { Wanted } from './pages/financial-filter.page.ts';
import { readReport } from './read-report.ts';
import { assertSays, belowHeadings, monthName } from './report-rows.ts';
import { footsAcross, readStatement } from './statement-rows.ts';
import type { StatementRow } from './statement-rows.ts';

/** As the list of report types has them. */
export const titles = { income_statement: 'Income Statement', twelve_months: '12 Month Statement' } as const;

/**
 * One statement. `renamed` is the column whose heading is another one: of the twelve months and their total each row proves
 * it; "Year to Date" is left to the caller.
 */
export function readFinancials(page: Page, wanted: Wanted) {
  const { property, title, book, from, to } = wanted;
  const yearly = title === titles.twelve_months;
  const columns = yearly ? [...lastTwelve(to).map(monthName), 'Total'] : ['Period to Date', 'Year to Date'];
  const period = from === to ? monthName(from) : `${monthName(from)}-${monthName(to)}`;
  return readReport({
    ask: () => fillFinancials(page, wanted),
    read(sheet, name) {
      const provable = yearly ? columns : ['Year to Date'];
      const { above, body, renamed } = belowHeadings(sheet, ['', ...columns], { provable });
      const label = `${name} (${property})`;
      assertSays(sheet, [label, title, `Period = ${period}`, `Book = ${book}; Tree = ysi_is`], above);
      const { rows, whole } = readStatement(body, columns.length);
      const across = yearly ? footsAcross(rows) : undefined;
      if (renamed !== undefined && across?.proven === false)
        throw new LayoutChanged(
          `The column "${columns[renamed - 1]}" is called something else, and is none.`,
        );
      const complete = across ? byAll(whole, across) : whole;
      const unsure = renamed === undefined ? undefined : columns[renamed - 1];
      return { property: label, report: title, period, book, columns, rows, complete, renamed: unsure };
    },
  });
}

/** @throws LayoutChanged unless a column of a statement has what the first of another one has, row by row. */
export function assertSame(rows: StatementRow[], column: number, others: StatementRow[]): void {
  const figures = (from: StatementRow[], at: number) =>
    JSON.stringify(from.map(({ name, amounts }) => [name, amounts[at] ?? '']));
  if (figures(rows, column) !== figures(others, 0))
    throw new LayoutChanged('A column of the statement is called something else, and has other figures.');
}

function lastTwelve(to: string): string[] {
  const end = Number(to.slice(0, 4)) * 12 + Number(to.slice(5)) - 1;
  return Array.from({ length: 12 }, (_, n) => {
    const at = end - 11 + n;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}
