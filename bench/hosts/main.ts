/**
 * `npm run bench:hosts`, as root: hosts in network namespaces with a `sidedoor worker` each, PostgreSQL and Harbors that take
 * 500 ms a page. How long an account waits for another host after a death, a freeze, a cut or a stop; and how many runs a
 * minute one, two and three hosts do. Milliseconds belong to this machine, ratios carry over. `BENCH_HOSTS_RUNS=24` for less.
 */
import { line } from '../report.ts';
import { benchMoves } from './moves.ts';
import { benchThroughput } from './throughput.ts';

const runs = Number(process.env['BENCH_HOSTS_RUNS'] ?? 48);
const rounds = Number(process.env['BENCH_HOSTS_ROUNDS'] ?? 3);
line(await benchThroughput(runs));
line(await benchMoves(rounds));
