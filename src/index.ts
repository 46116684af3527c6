/**
 * Sidedoor's front door for flow authors.
 *
 * - app        a legacy web application as software: how to sign in, how to tell whether one is signed in
 * - account    one login to one installation of an app; lives in the config, named by the user
 * - flow       one scripted job on an app, with typed input and output and a required effect
 * - lane       the queue of one account: one run at a time, across every process that shares the store
 * - session    a signed-in browser context of an account; sealed at rest, outlives the process
 * - run        one execution of a flow on an account; has an id, a state, steps, evidence
 * - commit     the single moment in a writing flow that changes the app
 * - gate       the network rule below the flow: no mutating request gets out except at a commit
 * - journal    the durable, append-first record of runs and writes
 * - receipt    what a finished write leaves for an auditor
 * - reconcile  finding out, by reading the app, whether an interrupted write happened
 * - replica    a behavioural stand-in for an app, with switchable misbehaviours
 */
export { defineApp } from './flow/define-app.ts';
export type {
  AppDefinition,
  AppStanding,
  ClassifyContext,
  Quirks,
  Screen,
  ScreenState,
  ServerChoice,
  SignInContext,
} from './flow/define-app.ts';
export { defineFlow } from './flow/define-flow.ts';
export type {
  Commit,
  Effect,
  EmitContext,
  EmittingFlow,
  FlowContext,
  FlowDefinition,
  ReadFlow,
  ReconcileContext,
  WriteContext,
  WriteFlow,
} from './flow/define-flow.ts';
export type { OutgoingRequest } from './flow/outgoing-request.ts';

export { readSlices, readTable } from './screen/read-table.ts';
export type { Table, TableRow, TableShape } from './screen/read-table.ts';
export { LongPage } from './screen/long-page.ts';
export { amount, amountOrZero, decimal, fromCents, sum } from './screen/money.ts';
export { excelDate, isoDate, isoDateOrNull, isoPeriod, screenDate } from './screen/dates.ts';
export type { DateOrder } from './screen/dates.ts';
export { isoDateTime } from './screen/date-times.ts';
export { isoMonth, screenMonth } from './screen/months.ts';
export type { MonthOrder } from './screen/months.ts';
export { byCount, byFooting, byMarker, bySum, chosenFrom, completeness } from './screen/completeness.ts';
export type { Completeness, Shown } from './screen/completeness.ts';

export { defineConfig } from './config/schema.ts';
export type { ConfigInput } from './config/schema.ts';

export {
  AccountPaused,
  AppUnavailable,
  Busy,
  Cancelled,
  FlowDefect,
  Interrupted,
  InvalidInput,
  LayoutChanged,
  NeedsHuman,
  NotFound,
  OutcomeUnknown,
  PreviewStale,
  Refused,
  SessionLost,
  TimedOut,
} from './errors.ts';
export { byAll } from './screen/by-all.ts';
export { nearest } from './screen/nearest.ts';
export { enterCode } from './screen/enter-code.ts';
export { attachFile } from './screen/attach-file.ts';
export type { LocalFile } from './screen/attach-file.ts';
export { download } from './screen/download.ts';
export type { DownloadedFile } from './screen/download.ts';
export { assertLegible } from './screen/legible.ts';
export { inPopup, untilClosed } from './screen/popup.ts';
export { readCsv } from './screen/read-csv.ts';
export type { Csv, CsvShape } from './screen/read-csv.ts';
export { insist, redraw } from './screen/redraw.ts';
export type { Cell } from './screen/cell.ts';
export { cellText } from './screen/cell.ts';
export { readWorkbook } from './screen/read-workbook.ts';
export type { Workbook } from './screen/read-workbook.ts';
export { findTable } from './screen/find-table.ts';
export type { SheetTable, SheetTableShape } from './screen/find-table.ts';
export { unzip } from './screen/unzip.ts';
export type { UnzipLimits } from './screen/unzip.ts';
export { readVirtualRows } from './screen/read-virtual-rows.ts';
export type { CellsShape, RowsShape, VirtualRows } from './screen/read-virtual-rows.ts';
export { turnPages } from './screen/turn-pages.ts';
export type { PagerShape } from './screen/turn-pages.ts';
