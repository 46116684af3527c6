import type { ToastSwitches } from './switches.ts';

/** What other reports call the same column. */
const otherNames: Record<string, string> = {
  items: 'Item count',
  orders: 'Order count',
  'payment type': 'Type',
  'qty sold': 'Qty',
  item: 'Menu Item',
  'job title': 'Job',
  'hourly rate': 'Wage',
  'deposit date': 'Date',
  '# of visits': 'Visits',
  discount: 'Discnt',
};

/** The headings of a table or an export, with whatever is switched wrong with them. */
export function headingsOf(names: string[], { renameHeading, otherHeadings }: ToastSwitches): string[] {
  const other = names.findIndex((name) => Object.hasOwn(otherNames, name.toLowerCase()));
  return names.map((name, at) => {
    if (renameHeading && at === 1) return `${name} Info`;
    return otherHeadings && at === other ? otherNames[name.toLowerCase()]! : name;
  });
}
