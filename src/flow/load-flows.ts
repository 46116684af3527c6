import { z } from 'zod';
import type { FlowDefinition } from './define-flow.ts';
import { digestOfFiles, sourceFiles } from './source-files.ts';

/** A flow that passed every check, under the name that a client calls it by. */
export interface LoadedFlow {
  tool: string;
  flow: FlowDefinition;
  file: string;
  /** SHA-256 of every source file of the folder it was loaded from: of a changed flow it is another. */
  sources: string;
}

/** A flow that is not served, and what to do about it. The others work on. */
export interface RefusedFlow {
  file: string;
  reason: string;
  fix: string;
}

export interface LoadedFlows {
  flows: LoadedFlow[];
  refused: RefusedFlow[];
}

/** Longest name of a tool that the strictest host accepts. */
const longestName = 64;

/** Loads every `*.flow.ts` (or `.js`) below the folders. Of two flows with one name the first stays. */
export async function loadFlows(
  folders: string[],
  importModule: (file: string) => Promise<unknown>,
): Promise<LoadedFlows> {
  const flows = new Map<string, LoadedFlow>();
  const refused: RefusedFlow[] = [];
  for (const folder of folders) {
    const all = await sourceFiles(folder).catch(() => undefined);
    if (!all) {
      refused.push({
        file: folder,
        reason: 'there is no such folder',
        fix: 'Correct "flows" in the config.',
      });
      continue;
    }
    const files = all.filter((file) => /\.flow\.(ts|mts|js|mjs)$/.test(file));
    const [sources, modules] = await Promise.all([
      digestOfFiles(folder, all),
      Promise.allSettled(files.map(importModule)),
    ]);
    for (const [index, file] of files.entries()) {
      const loaded = modules[index]!;
      const checked =
        loaded.status === 'fulfilled'
          ? check((loaded.value as { default?: unknown }).default)
          : refusal(`it does not load: ${firstLine(loaded.reason)}`, 'Correct the file.');
      if ('reason' in checked) {
        refused.push({ file, ...checked });
        continue;
      }
      const tool = toolName(checked);
      const twin = flows.get(tool);
      if (twin)
        refused.push({
          file,
          ...refusal(`${tool} exists already in ${twin.file}`, 'Rename one of the two.'),
        });
      else flows.set(tool, { tool, flow: checked, file, sources });
    }
  }
  return { flows: [...flows.values()].toSorted((a, b) => (a.tool < b.tool ? -1 : 1)), refused };
}

function toolName(flow: FlowDefinition): string {
  return `${flow.app.name.replaceAll('-', '_')}_${flow.name}`;
}

type Refusal = Omit<RefusedFlow, 'file'>;

const refusal = (reason: string, fix: string): Refusal => ({ reason, fix });

const shape = z.object({
  app: z.object({
    name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be kebab-case'),
    title: z.string(),
    home: z.string(),
    signIn: z.function(),
    classify: z.function(),
    standing: z
      .object({ verified: z.enum(['live', 'replica']), notes: z.array(z.string().min(1)) })
      .optional(),
  }),
  name: z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be snake_case'),
  title: z.string().min(1),
  description: z.string().min(1),
  effect: z.enum(['read', 'write'], 'must say "read" or "write"'),
  input: z.instanceof(z.ZodObject, { error: 'must be a z.object({ … })' }),
  output: z.instanceof(z.ZodObject, { error: 'must be a z.object({ … })' }),
  timeout: z.number().positive().optional(),
  key: z.array(z.string()).optional(),
  emits: z.string().optional(),
  run: z.function(),
});

function check(value: unknown): FlowDefinition | Refusal {
  const parsed = shape.safeParse(value);
  if (!parsed.success) {
    if (value === undefined)
      return refusal('it has no default export', 'Write: export default defineFlow({ … })');
    const [issue] = parsed.error.issues;
    return refusal(
      `${issue?.path.join('.')}: ${issue?.message}`,
      'Correct the definition; the README shows one.',
    );
  }
  const flow = value as FlowDefinition;
  const tool = toolName(flow);
  if (tool.length > longestName) {
    return refusal(
      `the tool would be called ${tool}, ${tool.length} characters`,
      `Shorten it to ${longestName}.`,
    );
  }
  if (flow.effect === 'write' && typeof flow.reconcile !== 'function') {
    return refusal(
      'it writes, and has no reconcile',
      'Add reconcile: it finds out in the app whether an interrupted write happened.',
    );
  }
  for (const [field, type] of Object.entries(flow.input.shape)) {
    if (!(type as z.ZodType).description) {
      return refusal(`the input "${field}" has no description`, `Add .describe('…') to it.`);
    }
    if (reserved.has(field)) return refusal(`the input "${field}" is the engine's own`, 'Rename it.');
  }
  const example = flow.example === undefined ? undefined : flow.input.strict().safeParse(flow.example);
  if (example?.error) {
    const [issue] = example.error.issues;
    return refusal(
      `its example does not fit its input: ${issue?.path.join('.')}: ${issue?.message}`,
      'Correct the example.',
    );
  }
  try {
    z.toJSONSchema(flow.input, { io: 'input' });
    z.toJSONSchema(flow.output);
  } catch (error) {
    return refusal(
      `a client could not read its schema: ${firstLine(error)}`,
      'Use types that JSON has: z.iso.date() for a date, z.string() for an amount.',
    );
  }
  return flow;
}

/** Arguments that every tool gets from the engine. */
const reserved = new Set('account preview preview_token idempotency_key max_age allow_stale'.split(' '));

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
