import type { LoadedFlow } from '../../flow/load-flows.ts';
import { print } from '../terminal/print.ts';
import { plain, style } from '../terminal/style.ts';
import { fieldsOf, usageOf } from './fields.ts';
import type { Field } from './fields.ts';
import { wishesOf } from './wishes.ts';

/** Shows what a flow does and which fields it takes. */
export function showFlow({ tool, flow }: LoadedFlow, accounts: string[]): void {
  const fields = fieldsOf(flow);
  print(
    `Usage: sidedoor run ${tool} ${fields
      .filter(({ required }) => required)
      .map(usageOf)
      .join(' ')} [options]`.replaceAll('  ', ' '),
  );
  print(`\n${style('bold', plain(flow.title))} (${flow.effect}s ${plain(flow.app.title)})`);
  print(plain(flow.description, { lines: true }));
  print('\nFields:');
  if (fields.length === 0) print('  (none)');
  showFields(fields);
  const wishes = wishesOf(flow);
  print(flow.effect === 'write' ? '\nOf the write:' : '\nHow old it may be (else it is read now):');
  showFields(wishes);
  if (flow.effect === 'write') {
    print('Exit codes: 0 written · 1 not · 2 the input is wrong · 3 nobody agreed, only previewed.');
  }
  print(`\nAccounts: ${accounts.join(', ') || 'none; name one in the config'}`);
}

function showFields(fields: Field[]): void {
  const width = Math.max(0, ...fields.map((field) => usageOf(field).length));
  for (const field of fields)
    print(`  ${usageOf(field).padEnd(width)}  ${plain(field.description)}${remark(field)}`);
}

function remark({ required, default: value }: Field): string {
  if (required) return ' (required)';
  return value === undefined ? '' : ` (default: ${JSON.stringify(value)})`;
}
