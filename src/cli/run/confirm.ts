import type { Sidedoor } from '../../sidedoor.ts';
import type { Call, RunReport } from '../../runs.ts';
import type { Preview } from '../../write/order.ts';
import { agrees, userName } from '../terminal/ask.ts';
import { note, print } from '../terminal/print.ts';
import { perform } from './perform.ts';
import type { Performed } from './perform.ts';
import { showPreview } from './show-preview.ts';

/** Whether a call that was to write came to a preview, because somebody has to agree first. */
export const wantsAgreement = ({ report }: Performed, { args }: Call): boolean =>
  report.isPreview && report.state === 'done' && args['preview'] !== true;

/** Has the previewed write written if somebody agrees; otherwise answers the preview as it is. */
export async function confirm(
  engine: Sidedoor,
  call: Call,
  previewed: Performed,
  { yes, mayAsk, signal }: { yes: boolean; mayAsk: boolean; signal: AbortSignal },
): Promise<Performed> {
  const { account, output } = previewed.report;
  const shown = output as Preview;
  if (!yes) {
    if (!mayAsk) return previewed;
    showPreview(shown);
    print();
    if (!(await agrees(`Write this in "${account}"?`))) return previewed;
  }
  const approval = {
    how: 'terminal',
    who: yes ? `${userName()}, with --yes` : userName(),
    at: Date.now(),
  } as const;
  const args = { ...call.args, preview_token: shown.preview_token };
  return perform(engine, { ...call, args, approval }, signal);
}

/** To whoever could not be asked, or said no. */
export function sayNotWritten({ output }: RunReport, wasAsked: boolean): void {
  if (wasAsked) note('Nothing was written.');
  else {
    note(
      `Nothing was written: somebody has to agree. The same command with --preview-token ${(output as Preview).preview_token} writes what is shown here; --yes agrees beforehand.`,
    );
  }
}
