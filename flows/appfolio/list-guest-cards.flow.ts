/** Lists who asked for a home, the way a clerk does it under Reporting → Guest Card Inquiries. */
import { z } from 'zod';
import {
  amount,
  completeness,
  decimal,
  defineFlow,
  InvalidInput,
  isoDate,
  isoDateOrNull,
} from 'sidedoor-mcp';
import { appfolio } from './app.ts';
import { textOrNull } from './pages/reading.ts';
import { readReport } from './pages/whole-report.ts';

const inquiries = {
  slug: 'guest_card_inquiries',
  title: 'Guest Card Inquiries',
  columns: {
    name: 'Name',
    status: 'Status',
    property: ['Property Name', 'Property'],
    unit: ['Unit', 'Unit Name'],
    received: 'Received',
    source: 'Source',
    email: 'Email Address',
    phone: 'Phone Number',
    move_in: 'Move In Preference',
    max_rent: 'Max Rent',
    assigned_to: 'Assigned User',
    guest_card_id: 'Guest Card ID',
    inquiry_id: 'Inquiry ID',
  },
  // One guest card may have several inquiries.
  key: ['inquiry_id', 'name'] as const,
  amounts: [],
};

export default defineFlow({
  app: appfolio,
  name: 'list_guest_cards',
  title: 'Guest cards',
  description: 'Inquiries of prospects received in a period, oldest first.',
  effect: 'read',
  example: { from: '2026-11-01', to: '2026-11-20' },
  input: z.object({
    from: z.iso.date().describe('First day'),
    to: z.iso.date().describe('Last day'),
    property: z.string().min(1).optional().describe('Default: all'),
  }),
  output: z.object({
    inquiries: z.array(
      z.object({
        name: z.string(),
        status: z.string(),
        property: z.string(),
        unit: z.string().nullable(),
        received: z.iso.date(),
        source: z.string(),
        email: z.string().nullable(),
        phone: z.string().nullable(),
        move_in: z.iso.date().nullable(),
        max_rent: decimal().nullable(),
        assigned_to: z.string().nullable(),
        guest_card_id: z.string(),
        inquiry_id: z.string(),
      }),
    ),
    complete: completeness(),
  }),
  timeout: 180,

  async run({ page, input, step }) {
    const { property, ...period } = input;
    if (period.from > period.to) throw new InvalidInput('The period ends before it begins.');
    const { rows, whole } = await step('run it and read it', () =>
      readReport(page, inquiries, { property, period }),
    );
    const all = rows.map((row) => ({
      ...row,
      unit: textOrNull(row.unit),
      received: isoDate(row.received, 'mdy'),
      email: textOrNull(row.email),
      phone: textOrNull(row.phone),
      move_in: isoDateOrNull(row.move_in, 'mdy'),
      max_rent: row.max_rent === '' ? null : amount(row.max_rent),
      assigned_to: textOrNull(row.assigned_to),
    }));
    const { from, to } = period;
    const inPeriod = all.filter(({ received }) => received >= from && received <= to);
    const byAge = inPeriod.toSorted(
      (a, b) => a.received.localeCompare(b.received) || Number(a.inquiry_id) - Number(b.inquiry_id),
    );
    return { inquiries: byAge, complete: whole };
  },
});
