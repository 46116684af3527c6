import { z } from 'zod';
import { decimal } from 'sidedoor-mcp';

export const newReceipt = () =>
  z.object({
    tenant: z.string().trim().min(2).describe('Occupancy id or whole name'),
    amount: z
      .string()
      .regex(/^\d{1,9}\.\d\d$/)
      .describe('e.g. 250.00'),
    date: z.iso.date().describe('Of the payment'),
    reference: z.string().trim().min(1).max(40).describe('e.g. check'),
    cash_account: z.string().regex(/^\d+$/).describe('GL number'),
    type: z.enum(['Check', 'Cash', 'Money Order']).default('Check').describe('How it was paid'),
  });

export type NewReceipt = z.output<ReturnType<typeof newReceipt>>;

export const receipt = () =>
  z.object({
    receipt_id: z.string(),
    payer: z.string(),
    occupancy_id: z.string(),
    amount: decimal(),
    date: z.iso.date(),
    reference: z.string(),
    cash_account: z.string(),
    type: z.string(),
  });

export type Receipt = z.output<ReturnType<typeof receipt>>;
