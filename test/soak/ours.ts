import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallToolResult } from '@modelcontextprotocol/client';
import type { ErrorRecord } from '../../src/errors.ts';
import { openStore } from '../../src/journal/store.ts';
import { Guard } from '../../src/session/guard.ts';
import { Accidents } from './accidents.ts';
import { count } from './count.ts';
import type { Counts, LiveRun } from './count.ts';
import { Fleet } from './fleet.ts';
import type { Server } from './fleet.ts';
import { callsOf, work } from './load.ts';
import type { Call, Reply } from './load.ts';
import { openOffice } from './office.ts';
import type { Office } from './office.ts';
import type { SoakSettings } from './settings.ts';

/** Seconds after which a server answers with a run_id instead. */
const wait = 30;
/** An account that opens again within so long is waited for, as its answer says. Milliseconds. */
const patience = 60_000;
/** A request that gets no answer for so long hangs: the wait, a frozen server's time, and a margin. Milliseconds. */
const requestLimit = 100_000;

/** The load, by callers of our servers. */
export async function soakOurs(folder: string, settings: SoakSettings): Promise<Counts> {
  const office = await openOffice(folder, settings);
  const fleet = new Fleet(folder, settings.processes, (name) => configOf(office, name, folder, settings));
  try {
    await fleet.living();
    const accidents = new Accidents(fleet, office.harbor, settings);
    const callers = settings.processes * settings.callers;
    let resent = 0;
    let waits = 0;
    const answer = async (call: Call, caller: number) => {
      for (;;) {
        const reply = await ask(await fleet.at(caller), call);
        const opens = opensAt(reply);
        if (opens !== undefined && opens - Date.now() < patience) {
          waits++;
          await sleep(Math.max(0, opens - Date.now()));
        } else if (reply.outcome === 'lost' || reply.outcome === 'INTERRUPTED') resent++;
        else return reply;
      }
    };
    const answers = await work(callsOf(settings, office), callers, answer, (answered) => {
      accidents.answered(answered);
      office.answered(answered);
    });
    await accidents.over();
    office.harbor.switches.logoutAtRequest = 0;
    // Asked when all is over: of the load itself little may be left once the password was corrected.
    const { user } = office.logins.find(({ password }) => password === 'changed')!;
    const call: Call = { flow: 'list_work_orders', args: { status: 'New' }, user: user.name };
    let last = await answer(call, 0);
    const asksForPerson =
      last.outcome === 'ACCOUNT_PAUSED' && last.hint?.includes('accounts resume') === true;
    if (asksForPerson) {
      await resume(user.name, (await fleet.at(0)).store);
      last = await answer(call, 0);
    }
    await fleet.close();
    const { kill, freeze, 'kill at a sign-in': killAtSignIn } = accidents.happened;
    const runs = await liveRuns(fleet.everybody);
    return {
      ...count('ours', office, answers, runs, fleet.everybody),
      kills: kill + killAtSignIn,
      freezes: freeze,
      resent,
      waits,
      resumed: asksForPerson,
      recovered: last.outcome === 'done' ? 'done' : `${last.outcome} ${last.hint ?? ''}`,
    };
  } finally {
    await fleet.close().catch(() => undefined);
    await office.harbor.close();
  }
}

function configOf({ harbor, logins }: Office, name: string, folder: string, settings: SoakSettings) {
  const accounts = Object.fromEntries(
    logins.map(({ user, passwordFile, codeFile }) => [
      user.name,
      {
        app: 'harbor',
        url: harbor.url,
        username: user.name,
        password: `file:${passwordFile}`,
        ...(settings.codes && { code: `file:${codeFile}` }),
      },
    ]),
  );
  const store = join(folder, settings.oneStore ? 'store' : `store-of-${name}`);
  return { store, wait, accounts, logLevel: 'silent' as const };
}

/** When a paused account opens again by itself, by what its answer tells an agent. Epoch milliseconds. */
function opensAt({ outcome, hint }: Reply): number | undefined {
  const [, time] = /before (\S+Z)\. Call again/.exec(hint ?? '') ?? [];
  return outcome === 'ACCOUNT_PAUSED' && time !== undefined ? Date.parse(time) : undefined;
}

/** What a person does who was asked to run `sidedoor accounts resume`. */
async function resume(account: string, folder: string): Promise<void> {
  const store = openStore(folder);
  await new Guard(store, (text) => text).resume(account);
  await store.destroy();
}

/** One call and the polling after it, as an agent does them. `lost` when the server died over it. */
async function ask({ client }: Server, { flow, user, args }: Call): Promise<Reply> {
  try {
    const options = { timeout: requestLimit };
    let answer = await client.callTool(`harbor_${flow}`, { ...args, account: user }, options);
    while (statusOf(answer) === 'running' || statusOf(answer) === 'queued') {
      const { run_id } = answer.structuredContent as { run_id: string };
      answer = await client.callTool('get_run', { run_id }, options);
    }
    return replyOf(answer);
  } catch (error) {
    if (/timed out|timeout/i.test(String(error))) return { outcome: 'hangs' };
    await sleep(100);
    return { outcome: 'lost' };
  }
}

const statusOf = ({ structuredContent }: CallToolResult) =>
  (structuredContent as { status?: string } | undefined)?.status ?? 'no status';

/** A tool's own error stands beside its content, that of a run that was asked for in it. */
function replyOf(answer: CallToolResult): Reply {
  const { error } = (answer.structuredContent ?? {}) as { error?: ErrorRecord };
  const found = (answer._meta?.['sidedoor/error'] as ErrorRecord | undefined) ?? error;
  if (found) return { outcome: found.code, says: `${found.step ?? ''} ${found.message}`, hint: found.hint };
  return { outcome: answer.isError ? 'untyped error' : statusOf(answer) };
}

/** Every run of the stores, from its start to its end or its process's. */
async function liveRuns(servers: Server[]): Promise<LiveRun[]> {
  const runs: LiveRun[] = [];
  for (const folder of new Set(servers.map(({ store }) => store))) {
    const store = openStore(folder);
    const rows = await store.selectFrom('runs').selectAll().where('started_at', 'is not', null).execute();
    await store.destroy();
    for (const { account, owner, started_at, finished_at } of rows) {
      const server = servers.find((one) => one.owner === owner);
      if (!server) throw new Error('a run is of no process that is known');
      const end = Math.min(finished_at ?? Infinity, server.diedAt ?? Infinity);
      runs.push({ user: account, agent: server.name, from: started_at!, to: end });
    }
  }
  return runs;
}
