import { z } from 'zod';
import { completeness, decimal } from 'sidedoor-mcp';

/** What every answer of a report says that it is about. */
export const about = {
  restaurant: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
};

/** By the hour, in dollars with both places. */
export const wage = () => z.string().regex(/^\d{1,3}\.\d\d$/);

/** Of a menu item, or of tips: dollars with both places. */
export const dollars = () => z.string().regex(/^\d{1,4}\.\d\d$/);

/** An employee as the editor shows him. */
export const employeeShown = z.object({
  restaurant: z.string(),
  employee: z.string(),
  email: z.string(),
  phone: z.string(),
  jobs: z.array(z.object({ job: z.string(), wage: decimal() })),
  last_edited: z.string(),
  complete: completeness(),
});
