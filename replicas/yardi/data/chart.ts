/** The lines of an income statement, in order. What has an account is posted to; totals are those of the group above them. */
export const incomeTree: readonly {
  name: string;
  depth: number;
  account?: string;
  total?: 'group' | 'net';
}[] = [
  { name: 'INCOME', depth: 0 },
  { name: 'RENTAL INCOME', depth: 1 },
  { name: 'Gross Potential Rent', depth: 2, account: '4110-0000' },
  { name: 'Loss to Lease', depth: 2, account: '4120-0000' },
  { name: 'Vacancy Loss', depth: 2, account: '4210-0000' },
  { name: 'TOTAL RENTAL INCOME', depth: 1, total: 'group' },
  { name: 'OTHER INCOME', depth: 1 },
  { name: 'Parking', depth: 2, account: '4510-0000' },
  { name: 'Late Fees', depth: 2, account: '4530-0000' },
  { name: 'TOTAL OTHER INCOME', depth: 1, total: 'group' },
  { name: 'TOTAL INCOME', depth: 0, total: 'group' },
  { name: 'EXPENSES', depth: 0 },
  { name: 'MAINTENANCE', depth: 1 },
  { name: 'Plumbing', depth: 2, account: '6110-0000' },
  { name: 'Electrical', depth: 2, account: '6120-0000' },
  { name: 'Grounds & Landscaping', depth: 2, account: '6150-0000' },
  { name: 'TOTAL MAINTENANCE', depth: 1, total: 'group' },
  { name: 'UTILITIES', depth: 1 },
  { name: 'Water & Sewer', depth: 2, account: '6410-0000' },
  { name: 'Électricité (Common)', depth: 2, account: '6420-0000' },
  { name: 'TOTAL UTILITIES', depth: 1, total: 'group' },
  { name: 'TOTAL EXPENSES', depth: 0, total: 'group' },
  { name: 'NET INCOME', depth: 0, total: 'net' },
];

/** Lowest and highest amount of an account in a month, in whole dollars. */
export const ranges: Record<string, [number, number]> = {
  '4110-0000': [17_000, 26_000],
  '4120-0000': [-900, -100],
  '4210-0000': [-4_200, -800],
  '4510-0000': [300, 900],
  '4530-0000': [0, 250],
  '6110-0000': [150, 2_100],
  '6120-0000': [80, 1_300],
  '6150-0000': [400, 700],
  '6410-0000': [800, 1_700],
  '6420-0000': [300, 650],
};
