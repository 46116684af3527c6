/**
 * `npm run bench`: what the engine costs, each figure beside its yardstick in the same run. Ratios carry over to other
 * machines, milliseconds do not. SQL-Ledger is measured where it is installed (test/real/sql-ledger/install.sh).
 */
import { benchCalls } from './calls.ts';
import { benchGate } from './gate.ts';
import { benchMemory } from './memory.ts';
import { benchParking } from './parking.ts';
import { line } from './report.ts';
import { harborSubject, sqlLedgerSubject } from './subjects.ts';
import { benchToolsList } from './tools-list.ts';
import { benchWrites } from './writes.ts';

for (const start of [sqlLedgerSubject, harborSubject]) {
  const subject = await start();
  if (!subject) continue;
  line(`\n${subject.title}`);
  try {
    await benchCalls(subject);
    await benchWrites(subject);
    await benchGate(subject);
    if (start === harborSubject) {
      await benchToolsList(subject);
      await benchMemory(subject);
    }
  } finally {
    await subject.stop();
  }
}

await benchParking();
