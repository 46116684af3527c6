import type { ToastInspection } from '../../replicas/toast/index.ts';
import { dollars } from './toast-expected.ts';
import type { Period } from './toast-expected.ts';

/** What the flows about orders and cash should answer, worked out from Toast's records and not from its screens. */

type Records = ToastInspection['records'];

const priced = (quantity: number, gross: number, discount: number, isVoid: boolean) => ({
  quantity,
  gross: dollars(gross),
  discount: dollars(discount),
  net: dollars(gross - discount),
  void: isVoid,
});

export function expectedSelections(
  { restaurants, selections }: Records,
  restaurant: string,
  { from, to }: Period,
  item?: string,
) {
  const { guid } = restaurants.find(({ name }) => name === restaurant)!;
  const lines = selections
    .filter((one) => one.restaurant === guid && one.date >= from && one.date <= to)
    .filter((one) => item === undefined || one.item === item);
  return {
    restaurant,
    from,
    to,
    selections: lines.map((one) => ({
      id: one.id,
      order: one.order,
      sent: `${one.sent}:00`,
      server: one.server,
      table: one.table || null,
      item: one.item,
      group: one.group,
      ...priced(one.quantity, one.gross, one.discount, one.isVoid),
      modifiers: one.modifiers.map(({ name, optionGroup, quantity, gross }) => ({
        modifier: name,
        option_group: optionGroup,
        ...priced(quantity, gross, 0, one.isVoid),
      })),
    })),
  };
}

export function expectedCash(
  { restaurants, cashEntries }: Records,
  restaurant: string,
  { from, to }: Period,
) {
  const { guid } = restaurants.find(({ name }) => name === restaurant)!;
  const entries = cashEntries
    .filter((one) => one.restaurant === guid && one.date >= from && one.date <= to)
    .map(({ at, date, drawer, action, amount, employee, reason, comment }) => ({
      created: `${at}:00`,
      date,
      drawer,
      type: action,
      amount: dollars(amount),
      employee,
      reason,
      comment,
    }));
  return { restaurant, from, to, entries };
}
