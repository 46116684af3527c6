/**
 * `npm run bench:bulk`: a spreadsheet of charges into the real SQL-Ledger by `sidedoor bulk`, killed three times on the
 * way, counted in PostgreSQL; and beside it, in turns and into the same books, clients of plain HTTP. Ends with 1 when a
 * record is missing or double. `SIDEDOOR_BULK_ROWS=100` for fewer than a thousand.
 */
import { Books } from '../../test/real/sql-ledger/books.ts';
import { charges, countPosted, tenantsOf } from '../../test/real/sql-ledger/charges.ts';
import { BulkDesk } from '../../test/real/sql-ledger/killed-bulk.ts';
import type { Stretch } from '../../test/real/sql-ledger/killed-bulk.ts';
import { startSqlLedger } from '../../test/real/sql-ledger/start.ts';
import { line, timed } from '../report.ts';
import { PlainClerk } from './plain-clerk.ts';
import { rate, sayCount, sum } from './say.ts';

const count = Number(process.env['SIDEDOOR_BULK_ROWS'] ?? 1_000);
const kills = [
  { rows: Math.ceil(count * 0.25), later: 0 },
  { rows: Math.ceil(count * 0.5), later: 400 },
  { rows: Math.ceil(count * 0.75), later: 900 },
];

process.env['SIDEDOOR_KEY'] ??= Buffer.alloc(32, 1).toString('base64');
const ledger = await startSqlLedger();
const books = await Books.open(ledger.pgPort);
try {
  const tenants = await tenantsOf(books);
  const rows = charges(tenants, 'Bulk', count);
  const plain = charges(tenants, 'Plain', Math.max(kills.length + 1, Math.ceil(count / 5)));
  const like = charges(tenants, 'Alike', Math.max(kills.length + 1, Math.ceil(count / 20)));
  const clerk = await PlainClerk.signIn(ledger, tenants);
  await using desk = await BulkDesk.open(ledger, books, 'clerk', 'Bulk', rows);

  const floor = { plain: [] as number[], like: [] as number[] };
  /** In turns with the bulk, so that a busy machine is as busy for one as for the other. */
  const besides = async (turn: number) => {
    const part = <T>(all: T[]) =>
      all.filter((_, index) => Math.floor((index * (kills.length + 1)) / all.length) === turn);
    for (const charge of part(plain)) floor.plain.push(await timed(() => clerk.post(charge)));
    for (const charge of part(like))
      floor.like.push(await timed(() => clerk.postAndLook(charge, `ALIKE ${charge.description}.`)));
  };

  line(`${count} charges into SQL-Ledger 3.2 (real), killed ${kills.length} times on the way`);
  const stretches: Stretch[] = [];
  for (const [turn, kill] of kills.entries()) {
    const stretch = await desk.enterUntil(kill);
    stretches.push(stretch);
    line(`  killed after ${stretch.rows} rows and ${(stretch.ms / 1_000).toFixed(0)} s`);
    await besides(turn);
  }
  const { stretch, counts, ended } = await desk.enterAll();
  stretches.push(stretch);
  await besides(kills.length);

  const whole = rate(count, sum(stretches.map(({ ms }) => ms)));
  const steady = rate(sum(stretches.map((each) => each.rows)), sum(stretches.map((each) => each.steadyMs)));
  const http = rate(plain.length, sum(floor.plain));
  const alike = rate(like.length, sum(floor.like));
  line(`  the command's own count: ${JSON.stringify(counts)}, exit code ${ended.code}`);
  const share = (of: number) => `${(steady / of).toFixed(2)} of it`;
  line(`  bulk, starts and kills included   ${whole.toFixed(1)} rows/min`);
  line(`  bulk, from row to row             ${steady.toFixed(1)} rows/min`);
  line(`  plain HTTP, form and post         ${http.toFixed(1)} rows/min   the bulk has ${share(http)}`);
  line(`  plain HTTP, the flow's requests   ${alike.toFixed(1)} rows/min   the bulk has ${share(alike)}`);

  const isRight = [
    sayCount('bulk', await countPosted(books, 'Bulk', rows), count),
    sayCount('plain HTTP', await countPosted(books, 'Plain', plain), plain.length),
  ].every(Boolean);
  const unbalanced = await books.unbalanced();
  if (unbalanced.length > 0) line(`  ${unbalanced.length} transactions do not balance`);
  process.exitCode = isRight && unbalanced.length === 0 && ended.code === 0 ? 0 : 1;
} finally {
  await books.close();
  await ledger.stop();
}
