import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type * as Pg from 'pg';
import { StoreUnavailable } from '../errors.ts';

/** A server that was there before is tried again for so long, this far apart. Milliseconds. */
const patience = 10_000;
const again = 250;

/**
 * The driver's pool, for a network that comes and goes. A connection on which a statement was not answered is reset at once
 * and never used again: what it was asked may still be done, so whoever had it next could find himself in a transaction
 * that nobody ends. Reset rather than closed, so that nothing leaves any more that the kernel still has.
 *
 * What the server does not answer is a `StoreUnavailable`; what it says no to stays the driver's error.
 */
export function carefulPool(pool: Pg.Pool): PostgresPool {
  let wasThere = false;
  // One that breaks between two statements says so to whoever has it, and must not end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));

  const connect = async (): Promise<Pg.PoolClient> => {
    const until = Date.now() + (wasThere ? patience : 0);
    for (;;) {
      try {
        const client = await pool.connect();
        wasThere = true;
        return client;
      } catch (error) {
        if (isRefusal(error)) throw error;
        if (Date.now() >= until) throw silent(error);
        await pause(again);
      }
    }
  };
  return {
    connect: async () => {
      const client = await connect();
      let lost: StoreUnavailable | undefined;
      const query = async (text: string, values: unknown[]): Promise<unknown> => {
        if (lost) throw lost;
        try {
          return await client.query(text, values);
        } catch (error) {
          if (isRefusal(error)) throw error;
          lost = silent(error);
          (client as unknown as Inner).connection.stream.resetAndDestroy?.();
          throw lost;
        }
      };
      return { query, release: () => client.release(lost !== undefined) } as unknown as PostgresPoolClient;
    },
    end: () => pool.end(),
  };
}

/** What the driver does not declare. A stream inside TLS has no reset of its own. */
interface Inner {
  connection: { stream: Partial<Pick<Socket, 'resetAndDestroy'>> };
}

/** The server said it, and is there: its errors have a severity. It also says so when it ends a connection. */
function isRefusal(error: unknown): boolean {
  const { severity, code = '' } = error as { severity?: string; code?: string };
  return severity !== undefined && !/^(57P|08|25P03)/.test(code);
}

const silent = (cause: unknown) => new StoreUnavailable('The store does not answer.', { cause });
