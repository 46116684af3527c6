import type { Bell } from '../bell.ts';
import { channel, connection, driver } from './postgres.ts';

/** A lost connection is made anew after so long. Milliseconds. */
const pause = 1_000;

/**
 * Rings the bell for what other processes write into the store: "orders" when a run waits for a worker, "run <id>" when a
 * run comes into another state, "runs" when any does. What is missed while there is no connection, those who wait find by looking themselves.
 */
export async function listen(address: string, bell: Bell): Promise<{ close(): Promise<void> }> {
  const pg = await driver();
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let client = new pg.Client(connection(address));
  const open = async () => {
    client = new pg.Client(connection(address));
    const lost = () => {
      clearTimeout(timer);
      if (!isClosed) timer = setTimeout(() => void open(), pause).unref();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload = '' }) => {
      bell.ring(payload);
      if (payload.startsWith('run ')) bell.ring('runs');
    });
    await client
      .connect()
      .then(() => client.query(`select set_config('application_name', 'sidedoor listens', false)`))
      .then(() => client.query(`listen ${channel}`))
      .catch(lost);
  };
  await open();
  return {
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await client.end().catch(() => undefined);
    },
  };
}
