import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConfigInput } from '../src/config/schema.ts';
import { passwordOf, startSqlLedger } from '../test/real/sql-ledger/start.ts';
import { harborUsers, startHarbor } from '../replicas/harbor/index.ts';

/** An application, an account on it and a reading flow that ends on one page. */
export interface Subject {
  title: string;
  config: ConfigInput;
  tool: string;
  args: Record<string, unknown>;
  write: { tool: string; args: (text: string) => Record<string, unknown> };
  /** A page with styles or scripts, relative to the URL, for whoever is signed in. */
  page: string;
  username: string;
  password: string;
  stop(): Promise<void>;
}

process.env['SIDEDOOR_KEY'] ??= Buffer.alloc(32, 1).toString('base64');

/** Undefined where it is not installed. */
export async function sqlLedgerSubject(): Promise<Subject | undefined> {
  if (!existsSync('/usr/share/sql-ledger/login.pl')) return undefined;
  const ledger = await startSqlLedger();
  return subject({
    title: 'SQL-Ledger 3.2 (real), list of open invoices',
    app: 'sql-ledger',
    url: ledger.url,
    tool: 'sql_ledger_list_open_invoices',
    args: {},
    write: {
      tool: 'sql_ledger_post_receivable',
      args: (description) => ({
        customer: 'T-1030',
        amount: '12.50',
        description,
        income_account: '4320',
        date: '2026-10-05',
      }),
    },
    page: 'ar.pl?path=bin/mozilla&login=clerk@lakeside&action=add&type=transaction',
    username: 'clerk',
    password: passwordOf('clerk'),
    stop: () => ledger.stop(),
  });
}

export async function harborSubject(): Promise<Subject | undefined> {
  const harbor = await startHarbor();
  const [user] = harborUsers;
  return subject({
    title: 'Harbor (replica), work orders of one status',
    app: 'harbor',
    url: harbor.url,
    tool: 'harbor_list_work_orders',
    args: { status: 'On hold' },
    write: {
      tool: 'harbor_create_work_order',
      args: (description) => ({ building: 'HBR', unit: '203', category: 'Plumbing', description }),
    },
    page: 'app/pages/NewWorkOrder.aspx',
    username: user!.name,
    password: user!.password,
    stop: () => harbor.close(),
  });
}

async function subject({
  app,
  url,
  stop,
  ...rest
}: Omit<Subject, 'config'> & { app: string; url: string }): Promise<Subject> {
  const store = await mkdtemp(join(tmpdir(), 'sidedoor-bench-'));
  process.env['BENCH_PASSWORD'] = rest.password;
  const account = { app, url, username: rest.username, password: 'env:BENCH_PASSWORD' };
  return {
    ...rest,
    config: { store, logLevel: 'silent', accounts: { bench: account } },
    async stop() {
      await stop();
      await rm(store, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
