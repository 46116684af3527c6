import { amount, isoDate, isoMonth, screenDate, screenMonth } from 'sidedoor-mcp';
import type { BatchKind } from './batch-form.page.ts';

interface Payable {
  vendor: string;
  invoice: string;
  invoice_date: string;
  due_date: string;
  property: string;
  account: string;
  amount: string;
  remarks: string;
}

const mmddyy = (day: string) => screenDate(day, 'mdy', '').replace(/\d\d(\d\d)$/, '$1');
const isoOf = (text: string) => isoDate(text.replace(/^(\d\d)(\d\d)(\d\d)$/, '$1/$2/$3'), 'mdy');

/** Dates are typed as mmddyy, months as mmyy; a vendor fact. */
export const payables: BatchKind<Payable> = {
  one: 'Payable',
  many: 'Payables',
  called: ({ invoice }) => `invoice ${invoice}`,
  codes: ({ vendor, property, account }) => [
    ['PayeeLookup', vendor, 'payee'],
    ['PropIdLookup', property, 'property'],
    ['AcctIdLookup', account, 'account'],
  ],
  fields: (payable) => ({
    InvoiceNum_TextBox: payable.invoice,
    TotalAmt_TextBox: payable.amount,
    InvDate_TextBox: mmddyy(payable.invoice_date),
    DueDate_TextBox: mmddyy(payable.due_date),
    Remarks_TextBox: payable.remarks,
  }),
  headings: [
    'Payee',
    'Name',
    'Invoice Number',
    'Inv Date',
    'Due Date',
    'Property',
    'Account',
    'Total Amount',
    'Remarks',
  ],
  toLine: ([
    vendor = '',
    ,
    invoice = '',
    date = '',
    due = '',
    property = '',
    account = '',
    total = '',
    remarks = '',
  ]) => ({
    vendor,
    invoice,
    invoice_date: isoOf(date),
    due_date: isoOf(due),
    property,
    account,
    amount: amount(total),
    remarks,
  }),
  month: {
    typed: (month) => month.slice(5) + month.slice(2, 4),
    read: (text) => isoMonth(text, 'my'),
  },
};

const slashed = {
  typed: (month: string) => screenMonth(month, 'my', '/'),
  read: (text: string) => isoMonth(text, 'my'),
};

interface Charge {
  resident: string;
  property: string;
  charge_code: string;
  amount: string;
  date: string;
  notes: string;
}

export const charges: BatchKind<Charge> = {
  one: 'Charge',
  many: 'Charges',
  called: ({ charge_code, resident }) => `the charge ${charge_code} of ${resident}`,
  codes: ({ resident, property, charge_code }) => [
    ['ResidentLookup', resident, 'resident'],
    ['PropIdLookup', property, 'property'],
    ['ChargeCode', charge_code, 'charge code'],
  ],
  fields: (charge) => ({
    Amount_TextBox: charge.amount,
    ChargeDate_TextBox: screenDate(charge.date, 'mdy', '/'),
    ChargeNotes_TextBox: charge.notes,
  }),
  headings: ['Resident', 'Name', 'Property', 'Charge Code', 'Amount', 'Date', 'Notes'],
  toLine: ([resident = '', , property = '', charge_code = '', charged = '', date = '', notes = '']) => ({
    resident,
    property,
    charge_code,
    amount: amount(charged),
    date: isoDate(date, 'mdy'),
    notes,
  }),
  month: slashed,
};

interface Receipt {
  resident: string;
  property: string;
  check: string;
  amount: string;
  date: string;
}

export const receipts: BatchKind<Receipt> = {
  one: 'Receipt',
  many: 'Receipts',
  called: ({ check, resident }) => `the check ${check} of ${resident}`,
  codes: ({ resident, property }) => [
    ['ResidentLookup', resident, 'resident'],
    ['PropIdLookup', property, 'property'],
  ],
  fields: (receipt) => ({
    CheckNumber_TextBox: receipt.check,
    Amount_TextBox: receipt.amount,
    PostDate_TextBox: screenDate(receipt.date, 'mdy', '/'),
  }),
  headings: ['Payer', 'Name', 'Property', 'Check #', 'Amount', 'Date'],
  toLine: ([resident = '', , property = '', check = '', paid = '', date = '']) => ({
    resident,
    property,
    check,
    amount: amount(paid),
    date: isoDate(date, 'mdy'),
  }),
  month: slashed,
};
