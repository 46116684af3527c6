import { createHash } from 'node:crypto';
import { dirname, isAbsolute, resolve } from 'node:path';
import { chooseAccount } from '../choose-account.ts';
import type { LoadedConfig } from '../config/load.ts';
import { withDates } from '../config/relative-dates.ts';
import { listOf } from '../dataset/columns.ts';
import { InvalidInput, isSidedoorError } from '../errors.ts';
import type { Catalog } from '../flow/catalog.ts';
import type { LoadedFlow, RefusedFlow } from '../flow/load-flows.ts';
import { validated } from '../flow/validated.ts';
import type { Account } from '../session/account.ts';
import { isReference, sinkAt } from '../sinks/to-sink.ts';
import { Occurrences } from './occurrences.ts';
import type { Schedule } from './schedule.ts';
import { dayOf } from './timing.ts';

interface Planned {
  schedules: Map<string, Schedule>;
  /** Those that cannot be served; the others work on. */
  refused: RefusedFlow[];
}

/** The schedules of a config, held against the flows and accounts that there are. */
export function planSchedules(
  config: LoadedConfig,
  catalog: Catalog,
  accounts: Map<string, Account>,
): Planned {
  const schedules = new Map<string, Schedule>();
  const refused: RefusedFlow[] = [];
  for (const [name, configured] of Object.entries(config.schedules)) {
    try {
      const schedule = toSchedule(name, config, catalog, accounts);
      check(schedule, catalog.flow(configured.tool), catalog);
      schedules.set(name, schedule);
    } catch (error) {
      if (!isSidedoorError(error)) throw error;
      refused.push({ file: config.file, reason: `schedules.${name}: ${error.message}`, fix: error.hint });
    }
  }
  return { schedules, refused };
}

function toSchedule(
  name: string,
  { file, schedules, notify: common }: LoadedConfig,
  catalog: Catalog,
  accounts: Map<string, Account>,
): Schedule {
  const { account: named, notify = common, changes, to, ...own } = schedules[name]!;
  const loaded = catalog.flow(own.tool);
  if (loaded.flow.effect === 'write') {
    throw new InvalidInput(`${own.tool} writes, and a schedule only reads.`, {
      hint: 'Name a flow that reads: nobody is there to see what a write would do.',
    });
  }
  const account = chooseAccount(loaded, named, accounts);
  const { cron, timeZone, quietHours } = own;
  const { pace } = account;
  const quiet = [
    { hours: quietHours, timeZone },
    { hours: pace.quietHours, timeZone: pace.timeZone },
  ].flatMap(({ hours, timeZone: zone }) => (hours === undefined ? [] : [{ hours, timeZone: zone }]));
  const absolute = (target: string) =>
    isAbsolute(target) || isReference(target) || /^(postgres(ql)?|s3):\/\//.test(target)
      ? target
      : resolve(dirname(file), target);
  return {
    ...own,
    name,
    account: account.name,
    ...(cron !== undefined && { occurrences: new Occurrences(cron, timeZone) }),
    to: to.map(absolute),
    ...(changes !== undefined && { changes: absolute(changes) }),
    ...(notify && { notify }),
    quiet,
    digest: createHash('sha256')
      .update(JSON.stringify([cron, timeZone]))
      .digest('hex'),
  };
}

/** @throws InvalidInput for whatever would only be found out when it fires. */
function check(schedule: Schedule, loaded: LoadedFlow, catalog: Catalog): void {
  const { name, tool, to, changes, maxVanished, expect, table = '' } = schedule;
  if (catalog.flows.some((flow) => flow.tool === name))
    throw new InvalidInput('There is a tool of that name.', { hint: 'Give the schedule another name.' });
  const today = dayOf(schedule, Date.now());
  validated(loaded, withDates(schedule.args, today));
  for (const target of [...to, ...(changes === undefined ? [] : [changes])])
    if (!isReference(target)) {
      const place = withDates(target, today);
      sinkAt(place, place, { table, isRaw: false });
    }
  const list = listOf(loaded.flow);
  const wantsList = to.length > 0 || changes !== undefined || Object.keys(expect ?? {}).length > 0;
  if (wantsList && !list) {
    throw new InvalidInput(`${tool} answers no list.`, {
      hint: 'Only a list can be delivered or counted. A canary of it has an empty "expect": {}.',
    });
  }
  if ((changes !== undefined || maxVanished !== undefined) && list?.key.length === 0) {
    throw new InvalidInput(`Rows of ${tool} cannot be told apart: the flow names no key.`, {
      hint: 'Leave out "changes" and "maxVanished", or give the flow its key: [\'…\'].',
    });
  }
  const known = list?.columns.map((column) => column.name) ?? [];
  const named = [...(expect?.columns ?? []), ...Object.keys(expect?.sums ?? {})];
  const unknown = named.find((column) => known.length > 0 && !known.includes(column));
  if (unknown !== undefined)
    throw new InvalidInput(`${tool} has no column "${unknown}".`, { hint: `It has ${known.join(', ')}.` });
}
