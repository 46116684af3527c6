import { note, print } from '../terminal/print.ts';
import { plain, style } from '../terminal/style.ts';
import type { Outcome } from '../../deliver.ts';

/** What was delivered goes to stdout, a line each; the rest is for who looks. */
export function showOutcome({ run_id, complete, delivered, changes, held }: Outcome): void {
  const { stderr } = process;
  for (const { to, rows, isRepeated } of delivered)
    print(`${to}\t${rows} rows${isRepeated ? '\tdelivered before' : ''}`);
  if (changes) {
    const { added, changed, vanished, since } = changes;
    note(`since ${since}: ${added} added, ${changed} changed, ${vanished} vanished`);
  }
  const word = complete.proven
    ? style('green', 'complete', stderr)
    : style('yellow', 'not proven complete', stderr);
  note(`${complete.rows} rows, ${word}: ${plain(complete.because)}`);
  if (held !== undefined) note(`${style('red', 'Nothing was delivered', stderr)}: ${plain(held)}`);
  note(style('dim', run_id, stderr));
}
