import Table from 'cli-table3';
import { openFleet } from '../../test/hosts/fleet.ts';
import { call } from '../../test/hosts/load.ts';
import type { Wish } from '../../test/hosts/load.ts';

/** As many accounts as three hosts can work for at a time. */
const accounts = 6;
const atOnce = 2;
const slowMs = 500;

const wish = (account: string): Wish => ({
  account,
  tool: 'harbor_list_work_orders',
  args: { status: 'New' },
});

/** The same reads by one, two and three hosts, each of which performs two runs at a time. */
export async function benchThroughput(runs: number): Promise<string> {
  const table = new Table({
    head: ['hosts', 'reads a minute', 'of one host’s', 'median time to the answer'],
    style: { head: [], border: [] },
  });
  let one = 0;
  for (const hosts of [1, 2, 3]) {
    await using fleet = await openFleet({ accounts, hosts, slowMs, atOnce });
    const { office, client } = fleet;
    // Everybody is signed in, and every worker has a browser, before the clock runs.
    await call(
      client,
      office.accounts.flatMap((name) => [wish(name), wish(name)]),
      1,
    );
    const wishes = Array.from({ length: runs }, (_, n) => wish(office.accounts[n % accounts]!));
    const began = performance.now();
    const answers = await call(client, wishes, 2);
    const rate = (runs * 60_000) / (performance.now() - began);
    one ||= rate;
    const failed = answers.filter(({ outcome }) => outcome !== 'done');
    if (failed.length > 0) throw new Error(`${failed.length} reads failed: ${failed[0]!.errors.join()}`);
    const median = answers.map(({ ms }) => ms).toSorted((a, b) => a - b)[runs >> 1]!;
    table.push([hosts, rate.toFixed(1), `${(rate / one).toFixed(2)} ×`, `${(median / 1_000).toFixed(1)} s`]);
  }
  return table.toString();
}
