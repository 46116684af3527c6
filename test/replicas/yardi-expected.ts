import { ageOf, balanceAt, daysBetween, inBucket, statusAt } from '../../replicas/yardi/data/records.ts';
import type { Records } from '../../replicas/yardi/data/records.ts';

/** What the flows should answer, worked out from the replica's records and not from its screens. All but `complete`. */

export const dollars = (cents: number) => (cents / 100).toFixed(2);

const labelOf = ({ properties }: Records, code: string) =>
  `${properties.find((one) => one.code === code)?.name} (${code})`;

export function expectedRentRoll(records: Records, property: string, day: string) {
  const units = records.units.filter((unit) => unit.property === property);
  const leases = records.leases.filter((lease) => lease.property === property);
  const isFuture = (lease: Records['leases'][number]) => statusAt(lease, day) === 'Future';
  const lived = (lease: Records['leases'][number]) => {
    const unit = units.find((one) => one.unit === lease.unit)!;
    return {
      ...room(unit),
      status: statusAt(lease, day).toLowerCase(),
      resident: lease.resident,
      name: lease.name,
      charges: lease.charges.map(({ code, amount }) => ({ code, amount: dollars(amount) })),
      total: dollars(lease.charges.reduce((sum, { amount }) => sum + amount, 0)),
      resident_deposit: dollars(lease.residentDeposit),
      other_deposit: dollars(lease.otherDeposit),
      move_in: lease.moveIn,
      lease_to: lease.leaseTo,
      move_out: lease.moveOut,
      balance: dollars(balanceAt(records, lease.resident, day)),
    };
  };
  const inUnits = units.map((unit) => {
    const lease = leases.find((one) => one.unit === unit.unit && !isFuture(one));
    return lease ? lived(lease) : { ...room(unit), ...empty, status: unit.sentinel.toLowerCase() };
  });
  return {
    property: labelOf(records, property),
    as_of: day,
    units: [...inUnits, ...leases.filter(isFuture).map(lived)],
  };
}

const room = ({ unit, type, sqft, marketRent }: Records['units'][number]) => ({
  unit,
  unit_type: type,
  sqft,
  market_rent: dollars(marketRent),
});

const empty = {
  resident: null,
  name: null,
  charges: [],
  total: '0.00',
  resident_deposit: '0.00',
  other_deposit: '0.00',
  move_in: null,
  lease_to: null,
  move_out: null,
  balance: '0.00',
};

export function expectedReceivables(records: Records, property: string, day: string) {
  const aged = records.leases
    .filter((lease) => lease.property === property)
    .map((lease) => ({ lease, age: ageOf(records, lease.resident, day) }))
    .filter(({ age }) => age.total !== 0 || age.prepay !== 0);
  return {
    property: labelOf(records, property),
    as_of: day,
    residents: aged.map(({ lease, age }) => ({
      property,
      unit: lease.unit,
      resident: lease.resident,
      name: lease.name,
      status: statusAt(lease, day),
      ...bucketsOf(age.buckets),
      prepaid: dollars(age.prepay === 0 ? 0 : age.prepay),
      total: dollars(age.total),
    })),
    total: dollars(aged.reduce((sum, { age }) => sum + age.total, 0)),
  };
}

const bucketsOf = ([first, second, third, rest]: number[]) => ({
  days_0_30: dollars(first!),
  days_31_60: dollars(second!),
  days_61_90: dollars(third!),
  days_over_90: dollars(rest!),
});

export function expectedPayables(records: Records, property: string, day: string) {
  const open = records.batches.flatMap((batch) =>
    batch.payables
      .filter((one) => one.property === property && one.invoiceDate <= day)
      .filter(
        ({ control }) =>
          !records.payments.some(({ date, controls }) => date <= day && controls.includes(control)),
      )
      .map((one) => ({ batch, one })),
  );
  return {
    property: labelOf(records, property),
    as_of: day,
    invoices: open.map(({ batch, one }) => ({
      vendor: one.vendor,
      vendor_name: records.vendors.find(({ code }) => code === one.vendor)?.name,
      property,
      control: one.control,
      batch: batch.number,
      invoice: one.invoice,
      invoice_date: one.invoiceDate,
      post_month: batch.postMonth,
      due_date: one.dueDate,
      account: one.account,
      notes: one.remarks,
      owed: dollars(one.amount),
      ...bucketsOf(inBucket(daysBetween(one.invoiceDate, day), one.amount)),
    })),
    total: dollars(open.reduce((sum, { one }) => sum + one.amount, 0)),
  };
}

export function expectedPayments(
  records: Records,
  { property, from, to }: { property: string; from: string; to: string },
) {
  const invoices = records.payments
    .filter(({ date }) => date >= from && date <= to)
    .flatMap(({ check, date, controls }) =>
      records.batches.flatMap(({ postMonth, payables }) =>
        payables
          .filter((one) => controls.includes(one.control) && one.property === property)
          .map((one) => ({
            check,
            check_date: date,
            vendor: one.vendor,
            vendor_name: records.vendors.find(({ code }) => code === one.vendor)?.name,
            property,
            control: one.control,
            invoice: one.invoice,
            invoice_date: one.invoiceDate,
            post_month: postMonth,
            account: one.account,
            amount: one.amount,
          })),
      ),
    );
  return {
    property: labelOf(records, property),
    invoices: invoices.map((one) => ({ ...one, amount: dollars(one.amount) })),
    total: dollars(invoices.reduce((sum, { amount }) => sum + amount, 0)),
  };
}

export function expectedLedger(records: Records, resident: string) {
  const { name, property, unit } = records.leases.find((lease) => lease.resident === resident)!;
  let cents = 0;
  const lines = records.ledger
    .filter((line) => line.resident === resident)
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .map(({ date, code, description, charge, payment }) => {
      cents += charge - payment;
      const amounts = { charge: dollars(charge), payment: dollars(payment), balance: dollars(cents) };
      return { date, code, description, ...amounts };
    });
  return { resident, name, property, unit, lines, balance: dollars(cents) };
}

export function expectedDashboard(records: Records, property: string, today: string) {
  const leases = records.leases.filter((lease) => lease.property === property);
  const units = records.units.filter((unit) => unit.property === property);
  const having = (status: string) => leases.filter((lease) => statusAt(lease, today) === status);
  const lived = leases.filter((lease) => statusAt(lease, today) !== 'Future').map(({ unit }) => unit);
  const typeOf = (number: string) => units.find(({ unit }) => unit === number)?.type;
  const leased = (metric: string, status: string, date: 'moveIn' | 'moveOut') =>
    having(status).map((lease) => ({
      metric,
      unit: lease.unit,
      unit_type: typeOf(lease.unit),
      status,
      resident: lease.resident,
      name: lease.name,
      date: lease[date],
    }));
  const empty = (metric: string, status: string) =>
    units
      .filter(({ unit, sentinel }) => sentinel === status && !lived.includes(unit))
      .map(({ unit, type }) => ({
        metric,
        unit,
        unit_type: type,
        status,
        resident: null,
        name: null,
        date: null,
      }));
  const pending = records.workOrders.filter(
    (one) => one.property === property && ['Call', 'Scheduled'].includes(one.status),
  );
  const listed = {
    'Available Units': empty('Available Units', 'VACANT'),
    'Pending Applications': leased('Pending Applications', 'Future', 'moveIn'),
    'On Notice': leased('On Notice', 'Notice', 'moveOut'),
    'Pending Make Ready': empty('Pending Make Ready', 'DOWN'),
  };
  const count = (metric: string, of: number) => ({ metric, count: of });
  return {
    property: labelOf(records, property),
    counts: [
      count('Leased Units', lived.length),
      count('Available Units', listed['Available Units'].length),
      count('Unit Transfers', 0),
      count('Pending Applications', listed['Pending Applications'].length),
      count('On Notice', listed['On Notice'].length),
      count('Alerts', 0),
      count('Pending Make Ready', listed['Pending Make Ready'].length),
      count('Pending Work Requests', pending.length),
    ],
    units: Object.values(listed).flat(),
    work_requests: pending.map(
      ({ property: _property, caller: _caller, accessNotes: _notes, ...order }) => order,
    ),
  };
}
