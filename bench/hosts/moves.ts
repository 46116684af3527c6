import Table from 'cli-table3';
import { openFleet } from '../../test/hosts/fleet.ts';
import type { Fleet } from '../../test/hosts/fleet.ts';
import { call } from '../../test/hosts/load.ts';
import type { Wish } from '../../test/hosts/load.ts';
import type { Post } from '../../test/hosts/post.ts';
import { medianAndMax } from '../../test/hosts/report.ts';
import { movedAfter, touchesOf, turnsOf } from '../../test/hosts/turns.ts';

/** Longer than anybody waits for a silent host. Milliseconds. */
const long = 20_000;

const ends = {
  'killed -9, with its browser': (post: Post) => post.kill(),
  'frozen, with its browser': (post: Post) => post.freeze(long, true),
  'network cut': (post: Post) => post.cut(long, 'silent'),
  'stopped (SIGTERM)': async (post: Post) => void (await post.stop()),
};

/** Two hosts share the accounts; one is lost while it has some, and the other goes on with them. */
export async function benchMoves(rounds: number): Promise<string> {
  const table = new Table({
    head: ['one host is', 'its accounts move on after'],
    style: { head: [], border: [] },
  });
  for (const [name, end] of Object.entries(ends)) {
    const moved: number[] = [];
    for (let round = 0; round < rounds; round++) moved.push(...(await loseHost(end)));
    table.push([name, medianAndMax(moved)]);
  }
  return table.toString();
}

async function loseHost(end: (post: Post) => Promise<void>): Promise<number[]> {
  await using fleet = await openFleet({ accounts: 4, hosts: 2, slowMs: 500, atOnce: 4 });
  const { office, posts, client, store } = fleet;
  const [post] = posts;
  const wishes = Array.from({ length: 24 }, (_, n): Wish => ({
    account: office.accounts[n % 4]!,
    tool: 'harbor_list_work_orders',
    args: { status: 'New' },
  }));
  let ending: Promise<void> | undefined;
  let at = 0;
  const answers = call(client, wishes, 1, (n) => {
    if (n < 6 || ending || !isAtWork(fleet, post!)) return;
    at = Date.now();
    ending = end(post!);
  });
  await answers;
  await ending;
  if (!ending) throw new Error('no run was under way on the host that was to be lost');
  return movedAfter({ agent: post!.agent, at }, await turnsOf(store), touchesOf(office.harbors));
}

function isAtWork({ office }: Fleet, { agent }: Post): boolean {
  const { requests } = office.harbors[0]!.inspect();
  return requests.at(-1)?.agent === agent || requests.at(-2)?.agent === agent;
}
