import { Save } from '../../saves/save.ts';
import * as words from '../data/vocabulary.ts';
import { shortDate } from '../text.ts';
import type { SaveKind, World } from '../world.ts';
import type { Judged, Told } from './saves.ts';

const no = (message: string): Told => ({ ok: false, message });
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);
/** "12.50" or "1,250.00" in cents; undefined for what is no amount. */
const cents = (text: string) =>
  /^\d[\d,]*(\.\d\d?)?$/.test(text) ? Math.round(Number(text.replaceAll(',', '')) * 100) : undefined;

export interface OrderBody {
  vendor?: string;
  type?: string;
  unit?: string;
  shipTo?: string;
  job?: string;
  requiredBy?: string;
  memo?: string;
  items?: { code: string; quantity: string; cost: string }[];
}

export function judgeOrder(world: World, body: OrderBody, user: string): Judged {
  const { records, today } = world;
  const { vendor = '', type = '', unit = '', shipTo = '', job = '', requiredBy = '', memo = '' } = body;
  const within = (list: readonly string[], text: string) => list.includes(text);
  if (!within(words.vendors, vendor)) return no('Vendor is required.');
  if (!within(words.orderTypes, type) || !within(words.units, unit) || !within(words.shipTo, shipTo))
    return no('Type, business unit and ship-to are required.');
  if (job !== '' && !records.jobs.some(({ number }) => String(number) === job))
    return no(`Job ${job} does not exist.`);
  if (!isDay(requiredBy) || requiredBy < today) return no('The required-by date is in the past.');
  const items = (body.items ?? []).flatMap(({ code, quantity, cost }) => {
    const known = records.pricebook.find((item) => item.code === code);
    const price = cents(cost);
    return known && price !== undefined && Number(quantity) > 0
      ? [{ code, name: known.name, quantity: Number(quantity), cost: price }]
      : [];
  });
  if (items.length === 0 || items.length < (body.items ?? []).length)
    return no('Every item needs a quantity and a cost.');
  return new Save<Told, SaveKind>({
    kind: 'purchase_order',
    reference: memo,
    write() {
      const number = Math.max(...records.orders.map((order) => order.number)) + 1;
      records.orders.push({
        number,
        vendor,
        type,
        unit,
        shipTo,
        job,
        requiredBy,
        items,
        memo,
        status: 'Pending',
        day: today,
        by: user,
      });
      return String(number);
    },
    after: (record) => ({
      ok: true,
      message: 'Purchase order created',
      ...(record !== undefined && !world.switches.saveWithoutRedirect && { order: record }),
    }),
  });
}

export function judgePrice(world: World, id: string, body: { price?: string }, user: string): Judged {
  const item = world.records.pricebook.find((one) => String(one.id) === id);
  const price = cents(body.price ?? '');
  if (!item) return no('The item no longer exists.');
  if (world.switches.pricesBeforeSave > 0) {
    world.switches.pricesBeforeSave--;
    item.price += 1_000;
    item.modified = { at: shortDate(world.today), by: 'manager' };
    return no('The item was changed by another user. Reload it.');
  }
  if (price === undefined) return no('Price is not a number.');
  return new Save<Told, SaveKind>({
    kind: 'price',
    reference: '',
    write() {
      item.price = price;
      item.modified = { at: shortDate(world.today), by: user };
      return item.code;
    },
    after: () => ({ ok: true, message: 'Item saved' }),
  });
}
