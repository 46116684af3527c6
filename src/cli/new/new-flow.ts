import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InvalidInput } from '../../errors.ts';
import { findConfig } from './find-config.ts';
import type { Made } from './new-app.ts';
import { camel, readFlowFile, writeFlowFile } from './templates.ts';
import { near, writeNew } from './write-files.ts';

/** Writes a flow with one step into a pack of the user's own. */
export async function newFlow(
  app: string,
  given: string,
  { write, named }: { write: boolean; named: string | undefined },
): Promise<Made> {
  const flow = given.replaceAll('-', '_');
  const tool = `${app.replaceAll('-', '_')}_${flow}`;
  if (!/^[a-z]+(_[a-z0-9]+)+$/.test(flow) || tool.length > 64) {
    throw new InvalidInput(`"${given.slice(0, 60)}" is no name of a flow.`, {
      hint: 'A verb and its object, which with the app are 64 characters at most: list_tenants, add_note',
    });
  }
  const config = await findConfig(named);
  const folders = config && config.flows.length > 0 ? config.flows : [resolve('flows')];
  const definition = folders.map((folder) => join(folder, app, 'app.ts')).find((file) => existsSync(file));
  if (definition === undefined) {
    throw new InvalidInput(`There is no ${near(join(folders[0] ?? '', app, 'app.ts'))}.`, {
      hint: `Make the app first: sidedoor new app ${app}`,
    });
  }
  const [, exported = camel(app)] =
    /export const (\w+) = defineApp\(/.exec(await readFile(definition, 'utf8')) ?? [];
  const file = join(dirname(definition), `${flow.replaceAll('_', '-')}.flow.ts`);
  await writeNew({ [file]: (write ? writeFlowFile : readFlowFile)({ app, exported, flow }) });
  const next = [
    `Look at ${near(file)}: it is yours from here on.`,
    'sidedoor flows',
    write ? `sidedoor run ${tool} --text "Hello" --preview` : `sidedoor run ${tool}`,
  ];
  return { files: [file], next };
}
