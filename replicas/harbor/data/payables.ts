import type { BillBatch, Coded } from './records.ts';

export const vendors: readonly Coded[] = [
  { code: 'BAYA01', name: 'Bay Air & Heating' },
  { code: 'CITY01', name: 'City of Port Ellis Utilities' },
  { code: 'CLEA01', name: 'ClearView Window Cleaning' },
  { code: 'DUNM01', name: 'Dunmore Hardware & Supply' },
  { code: 'EVER01', name: 'Evergreen Landscaping' },
  { code: 'NORT01', name: 'Northwest Elevator Co.' },
  { code: 'PINE01', name: 'Pinecrest Plumbing LLC' },
  { code: 'SAFE01', name: 'SafeHouse Fire Protection' },
];

export const accounts: readonly Coded[] = [
  { code: '6110', name: 'Plumbing Repairs' },
  { code: '6120', name: 'HVAC Repairs' },
  { code: '6130', name: 'Electrical Repairs' },
  { code: '6150', name: 'Grounds & Landscaping' },
  { code: '6170', name: 'Elevator Maintenance' },
  { code: '6210', name: 'Water & Sewer' },
  { code: '6310', name: 'Supplies' },
  { code: '6410', name: 'Fire & Life Safety' },
];

export const cashAccounts: readonly Coded[] = [
  { code: '1010', name: 'Operating Cash' },
  { code: '1015', name: 'Reserve Cash' },
];

type Row = [vendor: string, number: string, date: string, property: string, account: string, cents: number];

function batch(number: string, postedOn: string, description: string, rows: Row[]): BillBatch {
  const invoices = rows.map(([vendor, invoice, date, property, account, amount]) => ({
    vendor,
    number: invoice,
    date,
    property,
    account,
    amount,
    memo: '',
  }));
  const period = postedOn.slice(0, 7);
  return {
    number,
    period,
    description,
    reference: null,
    cashAccount: '1010',
    by: 'manager',
    postedOn,
    invoices,
  };
}

/** What was posted before anybody signs in. */
export function postedBatches(): BillBatch[] {
  return [
    batch('B-5001', '2026-10-30', 'October utilities', [
      ['CITY01', 'U-30114', '2026-10-26', 'HBR', '6210', 218_440],
      ['CITY01', 'U-30115', '2026-10-26', 'LKS', '6210', 164_075],
      ['CITY01', 'U-30116', '2026-10-26', 'CDR', '6210', 97_310],
    ]),
    batch('B-5002', '2026-11-06', 'Repairs week 45', [
      ['PINE01', '88213', '2026-11-02', 'HBR', '6110', 32_500],
      ['BAYA01', 'BA-1902', '2026-11-03', 'MLL', '6120', 118_000],
    ]),
    batch('B-5003', '2026-11-13', 'Grounds and elevators', [
      ['EVER01', '2026-1107', '2026-11-07', 'OAK', '6150', 45_000],
      ['EVER01', '2026-1108', '2026-11-07', 'STN', '6150', 45_000],
      ['NORT01', '771-04', '2026-11-09', 'STN', '6170', 89_995],
    ]),
  ];
}
