import type { Page } from 'playwright';
import type { z } from 'zod';
import type { LocalFile } from '../screen/attach-file.ts';
import type { AppDefinition } from './define-app.ts';
import type { OutgoingRequest } from './outgoing-request.ts';

/** What a run may do to the app. Every author decides; there is no default. */
export type Effect = 'read' | 'write';

/** What a flow is given. */
export interface FlowContext<Input> {
  /** Playwright's own page, signed in, blank, with the account's URL as base: `page.goto('ar.pl')` works. */
  page: Page;
  /** The call's arguments, validated. */
  input: Input;
  /** Runs one step. Its title becomes evidence, a progress message and the place of an error. Steps may nest. */
  step: <T>(title: string, body: () => Promise<T>) => Promise<T>;
  /** Aborts when the run is cancelled or out of time. The page is closed then; only waits off the page need it. */
  signal: AbortSignal;
}

/** What a flow is given that emits its rows. */
export interface EmitContext<Input, Row> extends FlowContext<Input> {
  /**
   * Hands rows over as they are read, a page at a time: they go to the disk, and neither the flow nor the engine keeps
   * them. Wait for it. Where a row does not fit the output the run ends as LayoutChanged.
   */
  emit: (rows: Row[]) => Promise<void>;
}

/** The one moment of a write flow that changes the app. */
export interface Commit<T> {
  /**
   * What the filled-in form shows, read back from the screen, not copied from the input: for the preview, the approval
   * and the receipt. JSON; amounts as decimal strings. A commit after a preview is refused when it differs.
   */
  preview: Record<string, unknown>;
  /** What the screen warns of, in its own words. */
  warnings?: string[];
  /** The request that changes the app. It alone may leave, and once; every other mutating request is stopped. */
  sends: (request: OutgoingRequest) => boolean;
  /** The click, and the wait for what the app answers. In a preview its request is stopped and nobody waits for it. */
  action: () => Promise<T>;
}

/** What a write flow is given besides. */
export interface WriteContext<Input> extends FlowContext<Input> {
  /**
   * Exactly once, after the form is filled in and before the answer is read.
   *
   * In a preview the run ends here.
   */
  commit: <T>(moment: Commit<T>) => Promise<T>;
  /**
   * Token of this write, 11 characters such as "SD-7K3F9Q2M", the same however often it is tried. Where the app has a
   * free-text field (memo, reference), write it there: then `reconcile` is exact.
   */
  mark: string;
  /**
   * Reads a file of this machine, by the path that the caller gave, to hand it to the app (`attachFile`).
   *
   * @throws InvalidInput unless it lies in one of the folders that the account's config names as `files`.
   */
  file: (path: string) => Promise<LocalFile>;
}

/** What `reconcile` is given. It reads only: the gate stays closed. */
export interface ReconcileContext<Input> extends FlowContext<Input> {
  mark: string;
  /** The request left after this instant, by this machine's clock, or not at all. */
  since: Date;
  /** What the form showed when it was committed. */
  preview: Record<string, unknown>;
}

interface Described<In extends z.ZodObject, Out extends z.ZodObject> {
  app: AppDefinition;
  /** snake_case verb and object; the tool is `<app>_<name>`, 64 characters at most. */
  name: string;
  title: string;
  /** For the model that chooses tools: what it does, when to use it, what it leaves out. */
  description: string;
  /** Flat object; every field needs `.describe()`. */
  input: In;
  output: Out;
  /**
   * Of a read whose input has required fields: the arguments that cost the application least. `sidedoor doctor --dry`
   * calls it with them.
   */
  example?: z.input<In>;
  /**
   * Of a list: the columns that a row is known by. No two rows have the same, or the list is not proven whole; tables are
   * brought up to date by it, and what has changed since is told by it.
   */
  key?: readonly string[];
  /** Time limit of a run, without its time in the queue. Seconds; 120 when not given. */
  timeout?: number;
}

/** A job that changes nothing. The gate lets no mutating request of it out. */
export interface ReadFlow<
  In extends z.ZodObject = z.ZodObject,
  Out extends z.ZodObject = z.ZodObject,
> extends Described<In, Out> {
  effect: 'read';
  emits?: undefined;
  run(context: FlowContext<z.output<In>>): Promise<z.input<Out>>;
}

/** Fields of an output that are lists of objects. */
type ListsOf<Out extends z.ZodObject> = {
  [Field in keyof z.input<Out>]: z.input<Out>[Field] extends readonly object[] ? Field : never;
}[keyof z.input<Out>] &
  string;

type RowOf<Out extends z.ZodObject, List extends string> = z.input<Out>[List] extends readonly (infer Row)[]
  ? Row
  : never;

/** A read whose list can be huge: `run` emits its rows, and answers the rest of the output. */
export interface EmittingFlow<
  In extends z.ZodObject = z.ZodObject,
  Out extends z.ZodObject = z.ZodObject,
  List extends string = string,
> extends Described<In, Out> {
  effect: 'read';
  /** The field of the output that the emitted rows are. */
  emits: List;
  run(context: EmitContext<z.output<In>, RowOf<Out, List>>): Promise<Omit<z.input<Out>, List>>;
}

/** A job that changes the app, at its `commit` and nowhere else. */
export interface WriteFlow<
  In extends z.ZodObject = z.ZodObject,
  Out extends z.ZodObject = z.ZodObject,
> extends Described<In, Out> {
  effect: 'write';
  run(context: WriteContext<z.output<In>>): Promise<z.input<Out>>;
  /**
   * Finds out in the app whether an interrupted write happened, and answers what `run` would have answered, or null when
   * it certainly did not happen. Throws (`OutcomeUnknown`, or whatever comes) when it cannot tell.
   */
  reconcile(context: ReconcileContext<z.output<In>>): Promise<z.input<Out> | null>;
}

/** One scripted job on an app, with typed input and output. */
export type FlowDefinition<In extends z.ZodObject = z.ZodObject, Out extends z.ZodObject = z.ZodObject> =
  | ReadFlow<In, Out>
  | EmittingFlow<In, Out>
  | WriteFlow<In, Out>;

/** Defines a flow. A definition is data: calling this does nothing else. */
export function defineFlow<In extends z.ZodObject, Out extends z.ZodObject>(
  definition: ReadFlow<In, Out>,
): ReadFlow<In, Out>;
export function defineFlow<In extends z.ZodObject, Out extends z.ZodObject, const List extends ListsOf<Out>>(
  definition: EmittingFlow<In, Out, List>,
): EmittingFlow<In, Out, List>;
export function defineFlow<In extends z.ZodObject, Out extends z.ZodObject>(
  definition: WriteFlow<In, Out>,
): WriteFlow<In, Out>;
export function defineFlow(definition: FlowDefinition): FlowDefinition {
  return definition;
}
