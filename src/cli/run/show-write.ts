import type { Approval, WriteRecord } from '../../journal/writes.ts';
import { print } from '../terminal/print.ts';
import { plain, style } from '../terminal/style.ts';
import { isoTime, localTime } from '../terminal/times.ts';

export function toWriteJson(write: WriteRecord) {
  const { id, state, runId, mark, key, isReconciled, preview, warnings, request, approval } = write;
  return {
    write_id: id,
    state,
    run_id: runId,
    mark,
    idempotency_key: ownKey(key),
    reconciled: isReconciled,
    preview: preview ?? null,
    warnings,
    request: request ?? null,
    approval: approval ? { ...approval, at: isoTime(approval.at) } : null,
    armed_at: isoTime(write.armedAt),
    ended_at: isoTime(write.endedAt),
  };
}

/** What became of a run's write, in the manner of `showRun`. */
export function showWrite(
  { state, mark, key, isReconciled, request, approval }: WriteRecord,
  lacksReceipt: boolean,
): void {
  const line = (label: string, text: string) => print(`${style('dim', label.padEnd(9))} ${text}`);
  line('write', `${words[state]}${isReconciled ? ', as the application was asked' : ''}`);
  line('mark', mark);
  line('key', plain(ownKey(key) ?? '(none: the same input within a day is the same write)'));
  if (request) {
    line(
      'request',
      `${request.method} ${plain(request.address)}  ${request.bytes} bytes  sha256 ${request.digest}`,
    );
    for (const [name, value] of Object.entries(request.fields)) {
      if (value !== '') line('', `${plain(name)}=${plain(value)}`);
    }
  }
  if (approval) line('approval', approvalText(approval));
  if (lacksReceipt) line('receipt', 'missing: it could not be left; tried again at each start');
}

const words: Record<WriteRecord['state'], string> = {
  intended: 'nothing sent',
  prepared: 'nothing sent',
  armed: 'in doubt: about to be sent when it was last seen',
  sent: 'in doubt: sent, and no answer seen yet',
  in_doubt: 'in doubt: it will be looked for in the application',
  unknown: 'unknown: only a person can say, see `sidedoor runs resolve`',
  refused: 'refused by the application',
  absent: 'not written',
  confirmed: 'written',
};

const ways: Record<Approval['how'], string> = {
  config: 'by the config',
  elicitation: 'in the client',
  token: "with the preview's token",
  terminal: 'on the terminal',
  person: 'by word of a person who looked',
};

const approvalText = ({ how, who, at }: Approval) => `${ways[how]}: ${plain(who)}, ${localTime(at)}`;

const ownKey = (key: string) => (key.startsWith('auto:') ? null : key);
