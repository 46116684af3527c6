import { join } from 'node:path';
import { connect } from '../../support/clients.ts';
import { stdioServer } from '../../support/server.ts';
import type { Login, SqlLedger } from './start.ts';
import { passwordOf } from './start.ts';

/** What a call came to: the flow's output, or the error as a client gets it. */
export interface Answer<Output> {
  result?: Output;
  error?: { code: string; message: string; hint: string };
}

interface Shown<Output> {
  run_id: string;
  result: Output;
  next_cursor?: string;
}

export interface Calls extends AsyncDisposable {
  /** Calls the tool of a flow on the account of a login. */
  call<Output>(login: Login, flow: string, args?: Record<string, unknown>): Promise<Answer<Output>>;
}

/** A server of ours on stdio, and a client of it; `folder` keeps its config and its store. */
export async function openCalls(ledger: SqlLedger, folder: string, logins: Login[]): Promise<Calls> {
  const server = await stdioServer(folder, {
    store: join(folder, 'store'),
    accounts: Object.fromEntries(
      logins.map((login) => [
        login,
        { app: 'sql-ledger', url: ledger.url, username: login, password: `env:${variable(login)}` },
      ]),
    ),
  });
  const env = Object.fromEntries(logins.map((login) => [variable(login), passwordOf(login)]));
  const client = await connect('v2-modern', { ...server, env });

  /** Of a long list an answer has the first rows only. */
  async function whole<Output>({ run_id, result, next_cursor }: Shown<Output>): Promise<Output> {
    const lists = Object.values(result as object).filter(Array.isArray) as unknown[][];
    const [list] = lists.toSorted((one, other) => other.length - one.length);
    for (let cursor = next_cursor; cursor !== undefined;) {
      const more = await client.callTool('get_rows', { run_id, cursor, limit: 1_000 });
      const page = more.structuredContent as { rows: unknown[]; next_cursor?: string };
      list?.push(...page.rows);
      cursor = page.next_cursor;
    }
    return result;
  }

  return {
    async call<Output>(
      login: Login,
      flow: string,
      args: Record<string, unknown> = {},
    ): Promise<Answer<Output>> {
      const account = logins.length > 1 ? { account: login } : {};
      const answer = await client.callTool(`sql_ledger_${flow}`, { ...args, ...account });
      if (answer.isError)
        return { error: answer._meta?.['sidedoor/error'] as { code: string; message: string; hint: string } };
      return { result: await whole(answer.structuredContent as unknown as Shown<Output>) };
    },
    [Symbol.asyncDispose]: () => client.close(),
  };
}

const variable = (login: Login) => `REAL_${login.toUpperCase()}_PASSWORD`;
