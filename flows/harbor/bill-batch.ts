import { z } from 'zod';
import { decimal } from 'sidedoor-mcp';

export const newInvoice = () =>
  z.object({
    vendor: z.string().min(1).describe('Code or name, e.g. PINE01'),
    invoice_number: z.string().trim().min(1).max(20).describe("The vendor's own"),
    invoice_date: z.iso.date(),
    building: z.string().min(1).describe('Code or name, e.g. HBR'),
    gl_account: z.string().min(1).describe('Number or name, e.g. 6110'),
    amount: z
      .string()
      .regex(/^\d{1,9}\.\d\d$/)
      .describe('e.g. "1250.00"'),
    remarks: z.string().trim().max(40).optional(),
  });

export type NewInvoice = z.output<ReturnType<typeof newInvoice>>;

export const billBatch = () =>
  z.object({
    batch: z.string(),
    post_month: z.string().describe('YYYY-MM'),
    description: z.string(),
    reference: z.string(),
    posted: z.iso.date(),
    by: z.string(),
    cash_account: z.string(),
    invoice_count: z.int(),
    total: decimal(),
  });

export type BillBatch = z.output<ReturnType<typeof billBatch>>;

/** "2026-11" as Harbor writes it: "11/2026". */
export const screenMonth = (month: string): string => month.split('-').toReversed().join('/');

/** The other way. */
export const isoMonth = (month: string): string => month.split('/').toReversed().join('-');
