import { z } from 'zod';

/** Schema of one line of a ticket's history. */
export const entry = () =>
  z.object({
    id: z.number().int(),
    at: z.iso.datetime(),
    by: z.string(),
    what: z.string().describe("In RT's words"),
    content: z.string().nullable().describe('Text of a message'),
    attachments: z.array(z.string()).describe('Names of files'),
  });
