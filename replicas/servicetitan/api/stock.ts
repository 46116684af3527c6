import { orderTotal } from '../data/records.ts';
import type { PricebookItem, PurchaseOrder } from '../data/records.ts';
import { gridOf } from '../grid.ts';
import type { GridPage, GridRequest } from '../grid.ts';
import { money, shortDate } from '../text.ts';
import type { World } from '../world.ts';

const has = (query: string, ...texts: string[]) =>
  texts.some((text) => text.toLowerCase().includes(query.trim().toLowerCase()));
const whole: GridRequest = { page: 1, size: 250 };

/** Inventory → Purchase Orders, newest first, by number, vendor, job or memo. */
export function orders({ records, switches }: World, query: string, wanted: GridRequest): GridPage {
  const found = records.orders
    .filter(({ number, vendor, job, memo }) => has(query, String(number), vendor, job, memo))
    .toSorted((a, b) => b.number - a.number);
  const rows = found.map((order) => [
    { text: String(order.number), to: `#/new/inventory/purchase-orders/details/${order.number}` },
    order.vendor,
    shortDate(order.day),
    order.type,
    order.status,
    order.job,
    shortDate(order.requiredBy),
    money(orderTotal(order)),
    order.memo,
  ]);
  const columns = ['PO #', 'Vendor', 'Date', 'Type', 'Status', 'Job #', 'Required By', 'Total', 'Memo'];
  return gridOf(columns, rows, wanted, switches);
}

export function order({ records, switches }: World, number: number) {
  const found = records.orders.find((one) => one.number === number);
  return found && { fields: orderFields(found), items: orderItems(found, switches) };
}

const orderFields = (order: PurchaseOrder) => ({
  'PO #': String(order.number),
  Status: order.status,
  Vendor: order.vendor,
  Type: order.type,
  'Business Unit': order.unit,
  'Ship To': order.shipTo,
  'Job #': order.job,
  Date: shortDate(order.day),
  'Required By': shortDate(order.requiredBy),
  Total: money(orderTotal(order)),
  Memo: order.memo,
  'Created By': order.by,
});

const orderItems = (order: PurchaseOrder, switches: World['switches']) =>
  gridOf(
    ['Item', 'Description', 'Quantity', 'Cost', 'Amount'],
    order.items.map(({ code, name, quantity, cost }) => [
      code,
      name,
      String(quantity),
      money(cost),
      money(quantity * cost),
    ]),
    whole,
    switches,
    ['Total', '', '', '', money(orderTotal(order))],
  );

const pathOf = ({ kind, id }: PricebookItem) => `#/new/pricebook/${kind.toLowerCase()}s/${id}`;

export function pricebook({ records, switches }: World, query: string, wanted: GridRequest): GridPage {
  const rows = records.pricebook
    .filter(({ code, name }) => has(query, code, name))
    .map((item) => [
      { text: item.code, to: pathOf(item) },
      item.name,
      item.kind,
      money(item.price),
      money(item.cost),
    ]);
  return gridOf(['Code', 'Name', 'Type', 'Price', 'Cost'], rows, wanted, switches);
}

export function item({ records }: World, id: number) {
  const found = records.pricebook.find((one) => one.id === id);
  if (!found) return undefined;
  const { code, name, kind, price, cost, modified } = found;
  return {
    fields: {
      Code: code,
      Name: name,
      Type: kind,
      Price: money(price),
      Cost: money(cost),
      Modified: `${modified.at} by ${modified.by}`,
    },
    price: (price / 100).toFixed(2),
  };
}
