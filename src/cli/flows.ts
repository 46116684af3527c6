import { relative } from 'node:path';
import type { Command } from 'commander';
import { importModule } from '../flow/import-module.ts';
import { loadFlows } from '../flow/load-flows.ts';
import type { RefusedFlow } from '../flow/load-flows.ts';
import { accountsFor, readCatalog } from './catalog.ts';
import { readConfig } from './engine.ts';
import { inAWord, sightings } from './flows/canaries.ts';
import { withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { note, printJson } from './terminal/print.ts';
import { plain, style } from './terminal/style.ts';
import { printTable } from './terminal/table.ts';
import { isoTime } from './terminal/times.ts';
import type { Sighting } from '../schedule/canaries.ts';

export function define(command: Command): void {
  withExample(command, 'sidedoor flows', 'sidedoor flows --json | jq .refused').action(async () =>
    list(command.optsWithGlobals()),
  );
}

async function list(options: CommonOptions): Promise<void> {
  const config = await readConfig(options, 'one command');
  const catalog = await readCatalog(config);
  // The user's own flows are shown even where no account can run them: whoever has just written one looks for it here.
  const own = (await loadFlows(config.flows, importModule)).flows;
  const known = new Set(catalog.flows.map(({ tool }) => tool));
  const flows = [...catalog.flows, ...own.filter(({ tool }) => !known.has(tool))];

  const canaries = await sightings(config);

  if (catalog.refused.length > 0) process.exitCode = 1;
  if (options.json) {
    const listed = flows.map((loaded) => {
      const { tool, file, flow } = loaded;
      const { title, description, effect, app } = flow;
      const accounts = accountsFor(loaded, config);
      const said = canaries.get(tool);
      const health = said && said.length > 0 ? { canaries: said.map(toSighting) } : {};
      return { tool, title, description, effect, app: app.name, accounts, file, ...health };
    });
    printJson({ flows: listed, refused: catalog.refused });
    return;
  }
  const hasCanaries = canaries.size > 0;
  printTable({
    columns: ['tool', 'title', 'app', 'effect', 'accounts', ...(hasCanaries ? ['canary'] : [])],
    rows: flows.map((loaded) => {
      const { title, app, effect } = loaded.flow;
      const names = accountsFor(loaded, config).join(', ') || '(none)';
      const health = hasCanaries ? [inAWord(canaries.get(loaded.tool))] : [];
      return [loaded.tool, title, app.name, effect, names, ...health];
    }),
  });
  if (flows.length === 0)
    note(
      'No flow was loaded. A config needs an account of an app, and "flows" names the folders of your own packs.',
    );
  for (const refused of catalog.refused) showRefused(refused);
}

function showRefused({ file, reason, fix }: RefusedFlow): void {
  const { stderr } = process;
  const near = relative(process.cwd(), file);
  note(`\n${style('red', 'refused', stderr)}  ${near.startsWith('..') ? file : near}`);
  note(`         ${plain(reason)}`);
  note(`         ${style('dim', plain(fix), stderr)}`);
}

function toSighting({ schedule, account, state, says, since }: Sighting) {
  return { schedule, account, state, says, since: isoTime(since) };
}
