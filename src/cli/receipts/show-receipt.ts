import type { Approval, ReceiptOutcome } from '../../receipts/receipt.ts';
import type { FoundReceipt } from '../../receipts/stored-receipts.ts';
import { print } from '../terminal/print.ts';
import { plain, style } from '../terminal/style.ts';
import type { Cell } from '../terminal/table.ts';
import { localTime } from '../terminal/times.ts';

const outcomes: Record<ReceiptOutcome, string> = {
  confirmed: 'the app took it',
  refused: 'the app said no',
  reconciled_present: 'found in the app afterwards',
  reconciled_absent: 'certainly did not happen',
  unknown: 'nobody could tell',
};

const ways: Record<Approval['how'], string> = {
  config: 'in the config',
  elicitation: 'in the client',
  token: 'with the token of the preview',
  person: 'a person, who looked in the application',
  terminal: 'on the terminal',
};

export function toReceiptJson({ receipt, signature, file, attachments }: FoundReceipt) {
  return { receipt, signature, file, attachment_files: attachments };
}

export function toReceiptLine({ receipt }: FoundReceipt): Cell[] {
  const { number, times, account, app, flow, outcome, run_id } = receipt;
  return [number, local(times.ended), account, toolOf(app, flow), outcome, run_id];
}

/** One receipt, on a terminal and on a pipe alike: lines of two parts. */
export function showReceipt({ receipt, file, attachments }: FoundReceipt): void {
  const { times, request, approval } = receipt;
  const line = (label: string, text: string) => print(`${style('dim', label.padEnd(9))} ${plain(text)}`);
  line('receipt', `${receipt.number} of run ${receipt.run_id}, write ${receipt.write_id}`);
  line('tool', `${toolOf(receipt.app, receipt.flow)} on ${receipt.account}`);
  line('outcome', `${receipt.outcome}: ${outcomes[receipt.outcome]}`);
  line('intended', local(times.intended));
  line('armed', local(times.armed));
  line('sent', local(times.sent));
  line('ended', local(times.ended));
  line('input', JSON.stringify(receipt.input));
  for (const [index, [name, value]] of Object.entries(receipt.preview).entries()) {
    line(index === 0 ? 'form' : '', `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  }
  for (const warning of receipt.warnings) line('warning', warning);
  line('approved', approvalText(approval));
  if (request) line('request', `${request.method} ${request.url} (${request.bytes} bytes)`);
  else line('request', 'none left');
  for (const [name, value] of Object.entries(request?.fields ?? {})) line('', `${name}=${String(value)}`);
  line('after', JSON.stringify(receipt.after));
  line('mark', receipt.mark);
  line('key', receipt.idempotency_key);
  line('script', `${receipt.flow_digest} by Sidedoor ${receipt.tool_version}`);
  line('file', file);
  for (const picture of attachments) line('picture', picture);
}

function approvalText({ how, who, at }: Approval): string {
  return `${ways[how]}${who === null ? '' : ` by ${who}`}, ${local(at)}`;
}

function toolOf(app: string, flow: string): string {
  return `${app.replaceAll('-', '_')}_${flow}`;
}

function local(iso: string | null): string {
  return iso === null ? 'never' : localTime(Date.parse(iso));
}
