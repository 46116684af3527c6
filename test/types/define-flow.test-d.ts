import { defineConfig, defineFlow } from 'sidedoor-mcp';
import { z } from 'zod';
import { tiny } from '../support/tiny-pack/app.ts';

/** Compiled by `tsc` in `npm run check`: an expected error that does not come is an error. */
const common = {
  app: tiny,
  name: 'find_tenant',
  title: 'Find a tenant',
  description: 'Finds a tenant.',
  effect: 'read' as const,
  input: z.object({ name: z.string().describe('Name') }),
  output: z.object({ id: z.string(), balance: z.number() }),
};

export const right = defineFlow({ ...common, run: async ({ input }) => ({ id: input.name, balance: 1 }) });

export const wrongOutput = defineFlow({
  ...common,
  // @ts-expect-error -- balance is a number
  run: async ({ input }) => ({ id: input.name, balance: 'one' }),
});

export const missingOutput = defineFlow({
  ...common,
  // @ts-expect-error -- balance is missing
  run: async ({ input }) => ({ id: input.name }),
});

export const unknownInput = defineFlow({
  ...common,
  // @ts-expect-error -- there is no input "unit"
  run: async ({ input }) => ({ id: input.unit, balance: 1 }),
});

const { effect: _effect, ...undecided } = common;
// @ts-expect-error -- every author decides on the effect
export const noEffect = defineFlow({ ...undecided, run: async () => ({ id: '', balance: 1 }) });

export const stepKeepsItsType = defineFlow({
  ...common,
  run: async ({ step }) => {
    const id: string = await step('read the id', async () => 'T-1');
    // @ts-expect-error -- the step answers a string
    const balance: number = await step('read the balance', async () => '1.00');
    return { id, balance };
  },
});

// @ts-expect-error -- an account needs a password reference
export const config = defineConfig({ accounts: { a: { app: 'tiny', url: 'http://x.test', username: 'u' } } });
