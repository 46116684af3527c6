import { usDate } from '../../harbor/data/calendar.ts';
import { cashOf } from '../data/cash.ts';
import type { CashLine } from '../data/cash.ts';
import { byId } from '../data/records.ts';
import type { GuestCard } from '../data/records.ts';
import { dollars } from '../web/markup.ts';
import type { ReportKind } from './sheet.ts';
import { money, tabulate, text } from './tabulate.ts';

type Line = Partial<CashLine> & { property: string; description: string; amount: number; balance: number };

/** One ledger with the balance before and after it: the first and the last row. */
export const ownerStatement: ReportKind = {
  slug: 'owner_statement',
  title: 'Owner Statement',
  filters: ['property', 'dates'],
  build({ records }, { property, from, to }) {
    const cash = records.properties
      .filter(({ id }) => property === null || id === property)
      .flatMap(({ id, name }) => cashOf(records, id).map((line) => ({ ...line, property: name })))
      .toSorted((a, b) => a.date.localeCompare(b.date));
    let balance = cash.filter(({ date }) => date < from).reduce((sum, { amount }) => sum + amount, 0);
    const where = byId(records.properties, property)?.name ?? '';
    const opening: Line = {
      property: where,
      date: from,
      description: 'Beginning Cash Balance',
      amount: 0,
      balance,
    };
    const lines = cash
      .filter(({ date }) => date >= from && date <= to)
      .map((line): Line => ({ ...line, balance: (balance += line.amount) }));
    const closing: Line = {
      property: where,
      date: to,
      description: 'Ending Cash Balance',
      amount: 0,
      balance,
    };
    return tabulate(
      [opening, ...lines, closing],
      [
        text('Date', ({ date }) => usDate(date ?? null)),
        text('Property', (line) => line.property),
        text('Payee / Payer', ({ who = '' }) => who),
        text('Type', ({ type = '' }) => type),
        text('Reference', ({ reference = '' }) => reference),
        text('Description', ({ description }) => description),
        money('Increase', ({ amount }) => Math.max(0, amount)),
        money('Decrease', ({ amount }) => Math.max(0, -amount)),
        text('Balance', (line) => dollars(line.balance)),
      ],
    );
  },
};

/** Inquiries that were received in a period, about units or whole properties. */
export const guestCards: ReportKind = {
  slug: 'guest_card_inquiries',
  title: 'Guest Card Inquiries',
  filters: ['property', 'dates'],
  build({ records }, { property, from, to }) {
    const cards = records.guestCards.filter(
      (card) =>
        (property === null || card.property === property) && card.receivedOn >= from && card.receivedOn <= to,
    );
    return tabulate<GuestCard>(cards, [
      text('Name', ({ name }) => name),
      text('Status', ({ status }) => status),
      text('Property', (card) => byId(records.properties, card.property)?.name ?? ''),
      text('Unit', (card) => byId(records.units, card.unit)?.name ?? ''),
      text('Received', ({ receivedOn }) => usDate(receivedOn)),
      text('Source', ({ source }) => source),
      text('Email Address', ({ email }) => email),
      text('Phone Number', ({ phone }) => phone),
      text('Move In Preference', ({ moveIn }) => usDate(moveIn)),
      text('Max Rent', ({ maxRent }) => (maxRent === null ? '' : dollars(maxRent))),
      text('Assigned User', ({ agent }) => agent),
      text('Guest Card ID', ({ id }) => String(id)),
      text('Inquiry ID', ({ inquiry }) => String(inquiry)),
    ]);
  },
};
