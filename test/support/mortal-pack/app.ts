import { existsSync, writeFileSync } from 'node:fs';
import { defineApp } from 'sidedoor-mcp';
import { harbor } from '../../../flows/harbor/app.ts';

/** Harbor on a machine that loses its power before the first code is typed; the file says so to the next process. */
export const mortal = defineApp({
  ...harbor,
  name: 'mortal',
  async enterCode(context) {
    const grave = process.env['MORTAL_GRAVE'] ?? '';
    if (existsSync(grave)) return harbor.enterCode?.(context);
    writeFileSync(grave, context.code);
    process.kill(process.pid, 'SIGKILL');
    // The signal takes effect at once, but not within the call.
    await new Promise(() => undefined);
  },
});
