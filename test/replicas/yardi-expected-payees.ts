import type { Records } from '../../replicas/yardi/data/records.ts';
import { dollars } from './yardi-expected.ts';

/** What the flows about payees should answer, worked out from the replica's records. All but `complete`. */

const labelOf = ({ properties }: Records, code: string) =>
  `${properties.find((one) => one.code === code)?.name} (${code})`;
const nameIn = (among: { code: string; name: string }[], code: string) =>
  among.find((one) => one.code === code)?.name;
const total = (cents: number[]) => dollars(cents.reduce((sum, one) => sum + one, 0));

interface Expenses {
  property: string;
  /** YYYY-MM. */
  from: string;
  to: string;
  /** Codes. */
  vendor?: string;
  account?: string;
}

/** @param today Checks after it do not count. */
export function expectedExpenses(records: Records, asked: Expenses, today: string) {
  const { property, from, to, vendor, account } = asked;
  const posted = records.batches
    .filter(({ postMonth }) => postMonth >= from && postMonth <= to)
    .flatMap(({ postMonth, payables }) => payables.map((one) => ({ ...one, postMonth })))
    .filter((one) => one.property === property)
    .filter((one) => (!vendor || one.vendor === vendor) && (!account || one.account === account))
    .map((one) => {
      const check = records.payments.find(
        ({ date, controls }) => date <= today && controls.includes(one.control),
      )?.check;
      return { ...one, check: check ?? null, paid: check ? one.amount : 0, unpaid: check ? 0 : one.amount };
    });
  const accounts = [...new Set(posted.map((one) => one.account))].toSorted();
  const of = (code: string) => posted.filter((one) => one.account === code);
  return {
    property: labelOf(records, property),
    accounts: accounts.map((code) => ({
      account: code,
      name: nameIn(records.accounts, code),
      amount: total(of(code).map(({ amount }) => amount)),
      paid: total(of(code).map(({ paid }) => paid)),
      unpaid: total(of(code).map(({ unpaid }) => unpaid)),
    })),
    invoices: accounts.flatMap(of).map((one) => ({
      account: one.account,
      account_name: nameIn(records.accounts, one.account),
      property,
      vendor: one.vendor,
      vendor_name: nameIn(records.vendors, one.vendor),
      control: one.control,
      invoice: one.invoice,
      invoice_date: one.invoiceDate,
      post_month: one.postMonth,
      notes: one.remarks,
      check: one.check,
      amount: dollars(one.amount),
      paid: dollars(one.paid),
      unpaid: dollars(one.unpaid),
    })),
    total: total(posted.map(({ amount }) => amount)),
  };
}

interface Ledger {
  property: string;
  /** Code. */
  vendor: string;
  /** ISO days. */
  from: string;
  to: string;
}

export function expectedPayeeLedger(records: Records, { property, vendor, from, to }: Ledger) {
  const invoices = records.batches.flatMap(({ postMonth, payables }) =>
    payables
      .filter((one) => one.vendor === vendor && one.property === property)
      .map((one) => ({ ...one, postMonth })),
  );
  const of = (control: string) => invoices.filter((one) => one.control === control);
  const events = [
    ...invoices.map((one) => ({ one, date: one.invoiceDate, check: null, cents: one.amount })),
    ...records.payments.flatMap(({ check, date, controls }) =>
      controls.flatMap(of).map((one) => ({ one, date, check, cents: -one.amount })),
    ),
  ].toSorted((a, b) => a.date.localeCompare(b.date));
  const owedBefore = (end: number) => events.slice(0, end).reduce((sum, { cents }) => sum + cents, 0);
  const first = events.filter(({ date }) => date < from).length;
  const last = events.filter(({ date }) => date <= to).length;
  return {
    property: labelOf(records, property),
    vendor,
    vendor_name: nameIn(records.vendors, vendor),
    opening: dollars(owedBefore(first)),
    lines: events.slice(first, last).map(({ one, date, check, cents }, n) => ({
      date,
      kind: check === null ? 'invoice' : 'check',
      property,
      control: one.control,
      invoice: one.invoice,
      post_month: one.postMonth,
      account: one.account,
      check,
      charge: dollars(Math.max(cents, 0)),
      payment: dollars(Math.max(-cents, 0)),
      balance: dollars(owedBefore(first + n + 1)),
    })),
    balance: dollars(owedBefore(last)),
  };
}
