import type { Sidedoor } from '../../sidedoor.ts';
import { isSidedoorError, toErrorRecord } from '../../errors.ts';
import type { ErrorCode, ErrorRecord } from '../../errors.ts';
import type { LoadedFlow } from '../../flow/load-flows.ts';
import type { StepRecord } from '../../journal/journal.ts';
import type { RunReport } from '../../runs.ts';
import type { Account } from '../../session/account.ts';
import { perform } from '../run/perform.ts';
import { screenIn } from './screen.ts';
import type { SeenScreen } from './screen.ts';

/** How one reading flow went on a live account. */
export interface Walked {
  tool: string;
  /**
   * - works     it came to its answer
   * - differs   the screen, or the flow's own code, did not let it go on: see `error`, `steps` and `screen`
   * - open      the application had nothing for these arguments, or took too long: other arguments may tell
   * - stopped   it came to something that is no fault of the flow, and nothing was called after it
   * - not called
   */
  outcome: 'works' | 'differs' | 'open' | 'stopped' | 'not called';
  input?: Record<string, unknown>;
  run_id?: string;
  steps?: StepRecord[];
  /** How long each list of the answer is; the rest of the answer is nobody's business. */
  rows?: Record<string, number>;
  error?: ErrorRecord;
  screen?: SeenScreen;
}

/** Faults of the script, or of what it knows about the screen. */
const ofTheFlow = new Set<ErrorCode>(['LAYOUT_CHANGED', 'FLOW_DEFECT']);
/** Whatever is called next, these stay; to go on would only load an application in trouble, or a login at risk. */
const ofTheAccount = new Set<ErrorCode>([
  'ACCOUNT_PAUSED',
  'APP_UNAVAILABLE',
  'BUSY',
  'CANCELLED',
  'NEEDS_HUMAN',
]);

/**
 * Calls each reading flow of an account's app once, one after the other, through the engine as any call: lane, pace,
 * guard and gate hold. Writing flows are not called, previews neither.
 */
export async function walkReads(
  engine: Sidedoor,
  account: Account,
  inputs: Record<string, unknown>,
  signal: AbortSignal,
): Promise<Walked[]> {
  const reads = engine.catalog.flows.filter(
    ({ flow }) => flow.effect === 'read' && flow.app.name === account.app.name,
  );
  const walked: Walked[] = [];
  for (const loaded of reads) {
    const isOver = signal.aborted || walked.some(({ outcome }) => outcome === 'stopped');
    const input = inputOf(loaded, inputs);
    if (isOver || !input) walked.push({ tool: loaded.tool, outcome: 'not called' });
    else walked.push({ tool: loaded.tool, input, ...(await walk(engine, account, loaded, input, signal)) });
  }
  return walked;
}

/** Undefined where only the user could know one. */
function inputOf({ tool, flow }: LoadedFlow, inputs: Record<string, unknown>) {
  const given = inputs[tool] ?? flow.example ?? {};
  const fits = inputs[tool] !== undefined || flow.input.safeParse(given).success;
  return fits ? (given as Record<string, unknown>) : undefined;
}

async function walk(
  engine: Sidedoor,
  { name: account }: Account,
  { tool }: LoadedFlow,
  input: Record<string, unknown>,
  signal: AbortSignal,
): Promise<Omit<Walked, 'tool' | 'input'>> {
  try {
    const { report } = await perform(engine, { tool, args: { ...input, account } }, signal);
    const { id: run_id, steps, error, output } = report;
    if (!error) return { outcome: 'works', run_id, steps, rows: rowsOf(output) };
    const screen = await screenOf(engine, report);
    return { outcome: outcomeOf(error), run_id, steps, error, ...(screen && { screen }) };
  } catch (error) {
    if (isSidedoorError(error)) return { outcome: outcomeOf(error), error: toErrorRecord(error) };
    throw error;
  }
}

function outcomeOf({ code }: Pick<ErrorRecord, 'code'>): Walked['outcome'] {
  if (ofTheFlow.has(code)) return 'differs';
  return ofTheAccount.has(code) ? 'stopped' : 'open';
}

function rowsOf(output: unknown): Record<string, number> {
  const lists = Object.entries(output as object).filter(([, value]) => Array.isArray(value));
  return Object.fromEntries(lists.map(([name, rows]) => [name, (rows as unknown[]).length]));
}

async function screenOf({ evidence }: Sidedoor, { id }: RunReport): Promise<SeenScreen | undefined> {
  const page = await evidence.read(id, 'page.html');
  return page && screenIn(page.content.toString());
}
