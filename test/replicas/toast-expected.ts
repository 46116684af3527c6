import type { ToastInspection } from '../../replicas/toast/index.ts';

/** What the flows should answer, worked out from Toast's records and not from its screens. */

type Records = ToastInspection['records'];

export interface Period {
  from: string;
  to: string;
}

/** Whole cents, or hundredths of an hour, as the tools answer them. */
export const dollars = (cents: number) => (cents / 100).toFixed(2);

const total = <Row>(rows: Row[], pick: (row: Row) => number) => rows.reduce((sum, row) => sum + pick(row), 0);

/** What one restaurant has, by its name. */
export const guidOf = ({ restaurants }: Records, restaurant: string) =>
  restaurants.find(({ name }) => name === restaurant)!.guid;

function within(records: Records, restaurant: string, { from, to }: Period) {
  const guid = guidOf(records, restaurant);
  return (one: { restaurant: string; date: string }) =>
    one.restaurant === guid && one.date >= from && one.date <= to;
}

function groupedBy<Row>(rows: Row[], name: (row: Row) => string): [string, Row[]][] {
  const names = [...new Set(rows.map(name))];
  return names.map((one) => [one, rows.filter((row) => name(row) === one)]);
}

export function expectedSalesSummary(records: Records, restaurant: string, period: Period) {
  const isMeant = within(records, restaurant, period);
  const sold = records.itemDays.filter(isMeant);
  const days = records.salesDays.filter(isMeant);
  const payments = days.flatMap((day) => day.payments);
  const dining = days.flatMap((day) => day.dining);
  const gross = total(sold, (one) => one.gross);
  const discount = total(sold, (one) => one.discount);
  return {
    restaurant,
    ...period,
    gross_sales: dollars(gross),
    discounts: dollars(discount),
    net_sales: dollars(gross - discount),
    tax: dollars(total(dining, (one) => one.tax)),
    tips: dollars(total(payments, (one) => one.tips)),
    orders: total(dining, (one) => one.orders),
    unpaid_orders: total(days, (one) => one.unpaidOrders),
    unpaid_amount: dollars(total(days, (one) => one.unpaidAmount)),
    payments: groupedBy(payments, ({ type }) => type).map(([type, rows]) => ({
      type,
      count: total(rows, (one) => one.count),
      amount: dollars(total(rows, (one) => one.amount)),
      tips: dollars(total(rows, (one) => one.tips)),
    })),
    categories: groupedBy(sold, ({ category }) => category).map(([name, rows]) => ({
      name,
      items: total(rows, (one) => one.quantity),
      net: dollars(total(rows, (one) => one.gross - one.discount)),
    })),
    dining_options: groupedBy(dining, ({ name }) => name).map(([name, rows]) => ({
      name,
      orders: total(rows, (one) => one.orders),
      net: dollars(total(rows, (one) => one.gross - one.discount)),
      tax: dollars(total(rows, (one) => one.tax)),
    })),
  };
}

export function expectedProductMix(records: Records, restaurant: string, period: Period) {
  const sold = records.itemDays.filter(within(records, restaurant, period));
  const items = groupedBy(sold, ({ item }) => item).map(([item, rows]) => ({
    item,
    group: rows[0]!.group,
    category: rows[0]!.category,
    quantity: total(rows, (one) => one.quantity),
    gross: dollars(total(rows, (one) => one.gross)),
    discounts: dollars(total(rows, (one) => one.discount)),
    net: dollars(total(rows, (one) => one.gross - one.discount)),
    voided: dollars(total(rows, (one) => one.voided)),
  }));
  return { restaurant, ...period, items };
}

export const timeEntryOf = (one: Records['timeEntries'][number]) => ({
  employee: one.employee,
  job: one.job,
  date: one.date,
  in: `${one.in}:00`,
  out: `${one.out}:00`,
  regular_hours: dollars(one.regular),
  overtime_hours: dollars(one.overtime),
  hourly_wage: dollars(one.wage),
  pay: dollars(one.pay),
  cash_tips: dollars(one.cashTips),
  other_tips: dollars(one.otherTips),
  breaks_taken: one.breaksTaken,
  breaks_missed: one.breaksMissed,
});

export function expectedTimeEntries(
  records: Records,
  restaurant: string,
  period: Period,
  employee: string | null = null,
) {
  const { zone } = records.restaurants.find(({ name }) => name === restaurant)!;
  const entries = records.timeEntries
    .filter(within(records, restaurant, period))
    .filter((one) => employee === null || one.employee === employee);
  return { restaurant, ...period, employee, time_zone: zone, entries: entries.map(timeEntryOf) };
}

/** @param url The replica's: links are absolute. */
export function expectedDeposits(records: Records, restaurant: string, period: Period, url: string) {
  const deposits = records.deposits.filter(within(records, restaurant, period)).map((one) => ({
    invoice: one.number,
    date: one.date,
    card_payments: dollars(one.gross),
    fees: dollars(-one.fees),
    net_deposit: dollars(one.net),
    link: `${url}restaurants/admin/invoices/${one.number}.pdf`,
  }));
  return { restaurant, ...period, deposits };
}

export function expectedGuests(records: Records, restaurant: string) {
  const guid = guidOf(records, restaurant);
  const guests = records.guests
    .filter((one) => one.restaurant === guid)
    .map((one) => ({
      id: one.id,
      first_name: one.first,
      last_name: one.last,
      email: one.email,
      phone: one.phone,
      visits: one.visits,
      spent: dollars(one.gross),
    }));
  return { restaurant, guests };
}

export function expectedChanges(records: Records, restaurant: string) {
  const guid = guidOf(records, restaurant);
  const changes = records.unpublished.filter((one) => one.restaurant === guid).map(changeOf);
  return { restaurant, changes };
}

export const changeOf = ({ name, from, to, by }: Records['unpublished'][number]) => ({
  item: name,
  from: dollars(from),
  to: dollars(to),
  saved_by: by,
});

/** A price that was saved, as it is now. */
export function expectedItem(records: Records, guid: string) {
  const item = records.items.find((one) => one.guid === guid)!;
  return {
    restaurant: records.restaurants.find((one) => one.guid === item.restaurant)!.name,
    item: item.name,
    group: item.group,
    price: dollars(item.price),
    published_price: dollars(item.published),
    unpublished_changes: records.unpublished.filter(({ restaurant }) => restaurant === item.restaurant)
      .length,
    last_edited: item.lastEdited,
  };
}

export function expectedLaborCost(records: Records, restaurant: string, period: Period) {
  const isMeant = within(records, restaurant, period);
  const entries = records.timeEntries.filter(isMeant);
  const net = total(records.itemDays.filter(isMeant), (one) => one.gross - one.discount);
  const hours = total(entries, (one) => one.regular + one.overtime);
  const cost = total(entries, (one) => one.pay);
  return {
    restaurant,
    ...period,
    net_sales: dollars(net),
    labor_cost: dollars(cost),
    labor_hours: dollars(hours),
    labor_percent: `${((100 * cost) / net).toFixed(1)}0`,
    sales_per_labor_hour: dollars(Math.round((100 * net) / hours)),
    jobs: groupedBy(entries, ({ job }) => job).map(([job, rows]) => {
      const regular = total(rows, (one) => Math.round((one.regular * one.wage) / 100));
      const all = total(rows, (one) => one.pay);
      return {
        job,
        regular_hours: dollars(total(rows, (one) => one.regular)),
        overtime_hours: dollars(total(rows, (one) => one.overtime)),
        total_hours: dollars(total(rows, (one) => one.regular + one.overtime)),
        regular_cost: dollars(regular),
        overtime_cost: dollars(all - regular),
        total_cost: dollars(all),
      };
    }),
  };
}

export function expectedKitchen(records: Records, restaurant: string, period: Period) {
  const rows = records.kitchenTickets.filter(within(records, restaurant, period));
  const tickets = rows.map((one) => ({
    check: String(one.check),
    table: one.table === '' ? null : one.table,
    server: one.server,
    station: one.station,
    fired: one.fired,
    fulfilled: one.fulfilled,
    seconds: one.seconds,
  }));
  const average_seconds = Math.round(total(rows, (one) => one.seconds) / rows.length);
  return { restaurant, ...period, tickets, average_seconds };
}

/** What the inventory has of an item, as it is now. */
export function expectedStock(records: Records, guid: string) {
  const { restaurant, item, group } = expectedItem(records, guid);
  const { inStock, stockChanged } = records.items.find((one) => one.guid === guid)!;
  return { restaurant, item, group, in_stock: inStock, last_changed: stockChanged };
}

/** A time entry as the page on which it is edited has it now. */
export function expectedEntry(records: Records, number: string) {
  const entry = records.timeEntries.find((one) => one.number === number)!;
  const {
    employee,
    job,
    date,
    in: start,
    out,
    cash_tips,
    regular_hours,
    overtime_hours,
    pay,
  } = timeEntryOf(entry);
  return {
    restaurant: records.restaurants.find(({ guid }) => guid === entry.restaurant)!.name,
    number,
    employee,
    job,
    date,
    in: start,
    out,
    cash_tips,
    regular_hours,
    overtime_hours,
    pay,
    edits: entry.audits.length,
  };
}
