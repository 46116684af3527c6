import { join, resolve } from 'node:path';
import { InvalidInput } from '../../errors.ts';
import { findConfig } from './find-config.ts';
import { accountEntry, appFile, configFile, contractTestFile, passwordVariable } from './templates.ts';
import { near, writeNew } from './write-files.ts';

/** What was written, and what to do next. */
export interface Made {
  files: string[];
  next: string[];
}

/** Writes a pack with an app, a test of it and, where there is none yet, a config. */
export async function newApp(name: string, url: string, named: string | undefined): Promise<Made> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 30) {
    throw new InvalidInput(`"${name.slice(0, 40)}" is no name of an app.`, {
      hint: 'Lower-case words with "-" between them, 30 characters at most: sidedoor new app acme-rent',
    });
  }
  const config = await findConfig(named);
  const folder = join(config?.flows[0] ?? resolve('flows'), name);
  const app = join(folder, 'app.ts');
  const files: Record<string, string> = {
    [app]: appFile(name),
    [join(folder, 'contract.test.mjs')]: contractTestFile(name),
    ...(!config && { [resolve('sidedoor.config.ts')]: configFile(name, url) }),
  };
  await writeNew(files);
  const settings = config ? near(config.file) : 'sidedoor.config.ts';
  const next = [
    config
      ? `Add to the accounts in ${settings}:  ${accountEntry(name, url)}`
      : `Put the address and your user name into ${settings}, and the password into ${passwordVariable(name)}.`,
    ...(config && config.flows.length === 0 ? [`Add to ${settings}:  flows: ['./flows'],`] : []),
    `Look at ${near(app)}: what tells in this application that one is signed in?`,
    `sidedoor new flow ${name} show_home`,
  ];
  return { files: Object.keys(files), next };
}
