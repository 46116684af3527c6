import { z } from 'zod';
import { decimal } from 'sidedoor-mcp';

const billLine = () =>
  z.object({
    property: z.string().min(1),
    unit: z.string().min(1).optional(),
    account: z.string().regex(/^\d+$/).describe('GL number'),
    description: z.string().trim().max(100).optional(),
    amount: z.string().regex(/^\d{1,9}\.\d\d$/),
  });

export const newBill = () =>
  z.object({
    payee: z.string().trim().min(1).describe('Whole name'),
    reference: z.string().trim().min(1).max(40).describe("The vendor's invoice number"),
    bill_date: z.iso.date().describe('On the bill'),
    due_date: z.iso.date().describe('To be paid by'),
    cash_account: z.string().regex(/^\d+$/).describe('GL number'),
    lines: z.array(billLine()).min(1).max(50).describe('Make the total'),
  });

export type NewBill = z.output<ReturnType<typeof newBill>>;

export const bill = () =>
  z.object({
    bill_id: z.string(),
    payee: z.string(),
    reference: z.string(),
    bill_date: z.iso.date(),
    due_date: z.iso.date(),
    cash_account: z.string(),
    total: decimal(),
    line_count: z.int(),
  });

export type Bill = z.output<ReturnType<typeof bill>>;
