/** Adds a tenant to the books, the way a clerk does it under Customers → Add Customer. */
import type { Page } from 'playwright';
import { z } from 'zod';
import { defineFlow, InvalidInput, LayoutChanged, Refused } from 'sidedoor-mcp';
import { sqlLedger } from './app.ts';
import { bare, line } from './entry-input.ts';
import { notesWithMark } from './pages/marked-transactions.ts';
import { onlyOne } from './pages/only-one.ts';
import { PartyFormPage } from './pages/party-form.page.ts';
import { PartyListPage } from './pages/party-list.page.ts';
import type { Party } from './pages/party-list.page.ts';
import { isPressed } from './pages/pressed.ts';
import { receivables } from './pages/sides.ts';

export default defineFlow({
  app: sqlLedger,
  name: 'add_customer',
  title: 'Add a customer',
  description: 'Adds a customer (tenant). Use find_customers first: the same name can be added twice.',
  effect: 'write',
  input: z.object({
    name: line()
      .max(64)
      .regex(/^(?!.*--)(?!.*-$)(?!.* {2})/, 'no "--", no "-" at its end, no two spaces')
      .describe('As it is to be listed, e.g. "Smith, John"'),
    number: bare(32).optional().describe('Customer number, e.g. T-1301; else the next one'),
    contact_first_name: line().max(31).optional().describe('Whom to talk to'),
    contact_last_name: line().max(32).optional().describe('Whom to talk to'),
    address: line().max(32).optional().describe('Street, number'),
    address_2: line().max(32).optional().describe('Unit'),
    city: line().max(32).optional().describe('City'),
    state: line().max(32).optional().describe('State, e.g. WI'),
    zip: line().max(10).optional().describe('Postal code'),
    country: line().max(32).optional().describe('Country'),
    phone: bare(20).optional().describe('Telephone'),
    email: bare(60).optional().describe('E-mail'),
    terms_days: z.int().min(0).max(365).optional().describe('Days until an invoice is due'),
    since: z.iso.date().optional().describe("First day; else the application's own date"),
    notes: z.string().max(1000).optional().describe('Kept with the customer'),
  }),
  output: z.object({
    id: z.string().describe("The application's own key"),
    customer_number: z.string(),
    name: z.string(),
    city: z.string(),
    phone: z.string(),
    email: z.string(),
    since: z.iso.date().nullable(),
  }),

  async run({ page, input, step, commit, mark }) {
    if (input.number !== undefined) {
      await step('look for the number', () => refuseTaken(page, input.number ?? ''));
    }
    const form = new PartyFormPage(page);
    await step('open the form', () => form.open());
    await step('fill it in', () =>
      form.fill(
        {
          name: input.name,
          notes: notesWithMark(input.notes, mark),
          ...given({
            customernumber: input.number,
            firstname: input.contact_first_name,
            lastname: input.contact_last_name,
            address1: input.address,
            address2: input.address_2,
            city: input.city,
            state: input.state,
            zipcode: input.zip,
            country: input.country,
            phone: input.phone,
            email: input.email,
            terms: input.terms_days?.toString(),
          }),
        },
        input.since,
      ),
    );
    await commit({
      preview: await form.shown(),
      sends: (request) =>
        isPressed(request, 'ct.pl', 'Save') && request.form.get('notes')?.includes(mark) === true,
      action: () => form.save(),
    });
    const refusal = await form.refusal();
    return step('read what was added', async () => {
      const added = onlyOne(await marked(page, mark), mark);
      if (added) return toOutput(added);
      if (refusal !== undefined) throw new Refused(refusal);
      throw new LayoutChanged('SQL-Ledger took the form without an error, but lists no such customer.');
    });
  },

  async reconcile({ page, step, mark }) {
    const added = await step('look for the mark', async () => onlyOne(await marked(page, mark), mark));
    return added && toOutput(added);
  },
});

async function marked(page: Page, mark: string) {
  const { parties, complete } = await new PartyListPage(page, receivables).marked(mark);
  return { found: parties, complete };
}

/** The application gives a number twice when it is told to. */
async function refuseTaken(page: Page, number: string): Promise<void> {
  const [taken] = await new PartyListPage(page, receivables).numbered(number);
  if (taken) {
    throw new InvalidInput(`${taken.number} is the number of ${taken.name}.`, {
      hint: 'Leave the number out to get the next one.',
    });
  }
}

/** Only what the caller gave. */
function given<Field extends string>(
  fields: Record<Field, string | undefined>,
): Partial<Record<Field, string>> {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== undefined)) as Partial<
    Record<Field, string>
  >;
}

const toOutput = ({ id, number, name, city, phone, email, since }: Party) => ({
  id,
  customer_number: number,
  name,
  city,
  phone,
  email,
  since,
});
