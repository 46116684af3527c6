import { startHarbor } from '../../../replicas/harbor/index.ts';
import { harborUsers } from '../../../replicas/harbor/users.ts';
import type { Harbor } from '../../../replicas/harbor/index.ts';
import type { ConfigInput } from '../../../src/config/schema.ts';
import type { TestClient } from '../../support/clients.ts';

/** A Harbor in which a second sign-in ends the first session, with so many logins. */
export async function openOffice(count: number, store: string) {
  process.env['SIDEDOOR_KEY'] ??= Buffer.alloc(32, 7).toString('base64');
  process.env['HARBOR_PASSWORD'] = 'harbor-demo';
  const users = Array.from({ length: count }, (_, n) => {
    return { ...harborUsers[0]!, name: `clerk-${n + 1}`, password: 'harbor-demo' };
  });
  const harbor = await startHarbor({ users, switches: { secondLoginKicks: true, slowMs: 150 } });
  const accounts = Object.fromEntries(
    users.map(({ name }) => [
      name,
      {
        app: 'harbor',
        url: harbor.url,
        username: name,
        password: 'env:HARBOR_PASSWORD',
        writes: 'allow' as const,
      },
    ]),
  );
  const config: ConfigInput = { store, runs: 'workers', accounts, wait: 30, logLevel: 'warn' };
  return { harbor, config, users: users.map(({ name }) => name) };
}

/** What an agent does: calls, and asks again until there is an answer. */
export async function answerOf(client: TestClient, tool: string, args: Record<string, unknown>) {
  let answer = await client.callTool(tool, args, { timeout: 300_000 });
  for (;;) {
    const { status = 'error', run_id } = (answer.structuredContent ?? {}) as Record<string, string>;
    if (status !== 'running' && status !== 'queued') return { status, text: JSON.stringify(answer.content) };
    answer = await client.callTool('get_run', { run_id }, { timeout: 300_000 });
  }
}

/** Pairs of requests of one login that were in progress at the same time and came from different browsers. */
export function overlaps(harbor: Harbor): string[] {
  const found: string[] = [];
  const { requests } = harbor.inspect();
  for (const one of requests) {
    for (const other of requests) {
      const isPair = one.number < other.number && one.user !== null && one.user === other.user;
      if (!isPair || one.agent === other.agent) continue;
      if (other.startedAt < one.endedAt && one.startedAt < other.endedAt)
        found.push(`${one.user}: ${one.agent} ${one.path} beside ${other.agent} ${other.path}`);
    }
  }
  return found;
}

/** How long after `at` another browser began to work for each login that this one was the last to work for. Ms. */
export function movedAfter(harbor: Harbor, agent: string, at: number): Record<string, number> {
  const moved: Record<string, number> = {};
  const { requests } = harbor.inspect();
  const users = new Set(requests.flatMap(({ user }) => user ?? []));
  for (const user of users) {
    const own = requests.filter((each) => each.user === user);
    const last = own.findLast(({ startedAt }) => startedAt <= at);
    const next = own.find((each) => each.startedAt > at && each.agent !== agent);
    if (last?.agent === agent && next) moved[user] = next.startedAt - at;
  }
  return moved;
}
