import type { StepRecord } from '../../journal/journal.ts';
import type { RunRecord } from '../../journal/run-record.ts';
import type { RunReport } from '../../runs.ts';
import { printError } from '../failure.ts';
import { print } from '../terminal/print.ts';
import { plain, style } from '../terminal/style.ts';
import type { Cell } from '../terminal/table.ts';
import { duration, isoTime, localTime } from '../terminal/times.ts';

/** The tool that a run was called by. */
export function toolOf({ app, flow }: RunRecord): string {
  return `${app.replaceAll('-', '_')}_${flow}`;
}

/** A run that stopped at its commit has shown what it would write, and nothing is done. */
function statusOf({ state, isPreview }: RunRecord): string {
  return isPreview && state === 'done' ? 'preview' : state;
}

/** Milliseconds from its turn to its end; null while it has none. */
function took({ startedAt, finishedAt }: RunRecord): number | null {
  return startedAt === null || finishedAt === null ? null : finishedAt - startedAt;
}

export function toRunSummary(run: RunRecord) {
  return {
    run_id: run.id,
    status: statusOf(run),
    tool: toolOf(run),
    account: run.account,
    created_at: isoTime(run.createdAt),
    started_at: isoTime(run.startedAt),
    finished_at: isoTime(run.finishedAt),
    ms: took(run),
    ...(run.error && { error: run.error }),
  };
}

export function toRunJson(report: RunReport) {
  return {
    ...toRunSummary(report),
    input: report.input,
    ...(report.output !== undefined && { result: report.output }),
    steps: report.steps,
    evidence: report.evidence,
  };
}

export function toRunLine(run: RunRecord): Cell[] {
  const ms = took(run);
  return [
    run.id,
    toolOf(run),
    run.account,
    statusOf(run),
    localTime(run.startedAt ?? run.createdAt),
    ms === null ? '' : duration(ms),
    run.error?.code,
  ];
}

/** One run with its steps, on a terminal and on a pipe alike: lines of two parts. */
export function showRun(report: RunReport): void {
  const ms = took(report);
  const line = (label: string, text: string) => print(`${style('dim', label.padEnd(9))} ${text}`);
  line('run', report.id);
  line('tool', toolOf(report));
  line('account', report.account);
  line('state', `${statusOf(report)}${ms === null ? '' : ` after ${duration(ms)}`}`);
  line('started', localTime(report.startedAt ?? report.createdAt));
  line('input', plain(JSON.stringify(report.input)));
  if (report.output !== undefined) line('result', shortened(JSON.stringify(report.output)));
  for (const [index, step] of report.steps.entries()) line(index === 0 ? 'steps' : '', stepText(step));
  for (const [index, { name, bytes }] of report.evidence.entries()) {
    line(index === 0 ? 'evidence' : '', `${name}  ${kilobytes(bytes)}`);
  }
  if (report.error) printError(report.error);
}

function stepText({ title, depth, ms, outcome }: StepRecord): string {
  const time = ms === null ? 'not ended' : duration(ms);
  const mark = outcome === 'failed' ? `  ${style('red', 'failed')}` : '';
  return `${time.padStart(9)}  ${'  '.repeat(depth)}${plain(title)}${mark}`;
}

/** A long result is cut on a terminal only; --json has it whole. */
function shortened(json: string): string {
  const room = process.stdout.isTTY ? (process.stdout.columns || 80) - 10 : Infinity;
  const text = plain(json);
  return text.length > room ? `${text.slice(0, room - 1)}…` : text;
}

const kilobytes = (bytes: number) => `${Math.max(1, Math.round(bytes / 1024))} kB`;
