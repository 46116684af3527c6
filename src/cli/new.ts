import type { Command } from 'commander';
import { newApp } from './new/new-app.ts';
import type { Made } from './new/new-app.ts';
import { newFlow } from './new/new-flow.ts';
import { near } from './new/write-files.ts';
import { defineSub, withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { print, printJson } from './terminal/print.ts';

export function define(command: Command): void {
  withExample(command, 'sidedoor new app acme-rent --url https://rent.example.com/');
  const app = defineSub(command, 'app <name>', 'a pack of your own: an app, and a test of it');
  withExample(app, 'sidedoor new app acme-rent --url https://rent.example.com/')
    .option('--url <address>', 'where the application is', 'https://app.example.com/')
    .action(async (name: string) => {
      const options = app.optsWithGlobals<CommonOptions & { url: string }>();
      show(await newApp(name, options.url, options.config), options);
    });

  const flow = defineSub(command, 'flow <app> <name>', 'a flow with one step');
  withExample(
    flow,
    'sidedoor new flow acme-rent list_tenants',
    'sidedoor new flow acme-rent add_note --write',
  )
    .option('--write', 'one that changes the application')
    .action(async (name: string, flowName: string) => {
      const options = flow.optsWithGlobals<CommonOptions & { write?: boolean }>();
      show(await newFlow(name, flowName, { write: options.write === true, named: options.config }), options);
    });
}

function show({ files, next }: Made, { json }: CommonOptions): void {
  if (json) return printJson({ files, next });
  for (const file of files) print(`wrote  ${near(file)}`);
  print('\nNext:');
  for (const [at, move] of next.entries()) print(`  ${at + 1}. ${move}`);
}
