import type { Page } from 'playwright';
import type { z } from 'zod';
import type { AppDefinition } from './define-app.ts';

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

/** One scripted job on an app, with typed input and output. */
export interface FlowDefinition<In extends z.ZodObject = z.ZodObject, Out extends z.ZodObject = z.ZodObject> {
  app: AppDefinition;
  /** snake_case verb and object; the tool is `<app>_<name>`, 64 characters at most. */
  name: string;
  title: string;
  /** For the model that chooses tools: what it does, when to use it, what it leaves out. */
  description: string;
  effect: Effect;
  /** Flat object; every field needs `.describe()`. */
  input: In;
  output: Out;
  /** Time limit of a run, without its time in the queue. Seconds; 120 when not given. */
  timeout?: number;
  run(context: FlowContext<z.output<In>>): Promise<z.input<Out>>;
}

/** Defines a flow. A definition is data: calling this does nothing else. */
export function defineFlow<In extends z.ZodObject, Out extends z.ZodObject>(
  definition: FlowDefinition<In, Out>,
): FlowDefinition<In, Out> {
  return definition;
}
