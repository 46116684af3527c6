import { z } from 'zod';
import { completeness } from 'sidedoor-mcp';
import type { JobPage } from './pages/job.page.ts';

/** Schema of a job with its appointments. */
export const job = () =>
  z.object({
    number: z.string(),
    status: z.string(),
    type: z.string(),
    business_unit: z.string(),
    campaign: z.string(),
    priority: z.string(),
    summary: z.string(),
    customer: z.string(),
    customer_id: z.string(),
    phone: z.string(),
    location: z.string(),
    invoice: z.string(),
    invoice_status: z.string(),
    total: z.string(),
    balance: z.string(),
    appointments: z.array(
      z.object({
        appointment: z.string(),
        date: z.string(),
        window: z.string(),
        technicians: z.array(z.string()),
        status: z.string(),
      }),
    ),
    complete: completeness(),
  });

/** What its page shows. */
export async function toJob(screen: JobPage) {
  const { appointments, whole } = await screen.appointments();
  return { ...screen.read(), appointments, complete: whole };
}
