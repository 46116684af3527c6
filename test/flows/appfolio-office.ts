import { appfolio } from '../../replicas/appfolio/index.ts';
import type { AppfolioInspection, AppfolioSwitches } from '../../replicas/appfolio/index.ts';
import { switches } from '../../replicas/appfolio/switches.ts';
import type { Replica } from '../../replicas/replica.ts';
import { wellBehaved } from '../../replicas/switches.ts';
import type { ConfigInput } from '../../src/config/schema.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';

const pack = new URL('../../flows/appfolio', import.meta.url).pathname;

/** By the clock of this machine, as work orders are looked for around the moment of a write. */
export const today = new Date().toISOString().slice(0, 10);

/** The device is remembered, so that no test but the one of the codes needs a person. */
const calm: Partial<AppfolioSwitches> = {
  codeAsked: false,
  cookieSeconds: 0.1,
  reportSeconds: 0.1,
  searchSeconds: 0.05,
};

/** A replica, an engine with an account there, and what a test asks of both. */
export async function openOffice(more: Partial<AppfolioSwitches> = {}, now = today) {
  const replica: Replica<typeof switches, AppfolioInspection> = await appfolio.start({
    now,
    switches: { ...calm, ...more },
  });
  const folder = await temporaryFolder();
  const engine = await startEngine(config(replica.url, `${folder.path}/store`));
  return {
    replica,
    folder,
    engine,
    inspect: () => replica.inspect(),
    /** All as at the beginning, but for what is given. */
    set(values: Partial<AppfolioSwitches>) {
      Object.assign(replica.switches, wellBehaved(switches), calm, values);
    },
    run: (flow: string, args: Record<string, unknown>) => engine.run(`appfolio_${flow}`, args, 150_000),
    async close() {
      await engine.close();
      await replica.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

export type Office = Awaited<ReturnType<typeof openOffice>>;

function config(url: string, store: string): ConfigInput {
  process.env['APPFOLIO_PASSWORD'] = appfolio.users[0]!.password;
  const fenwick = {
    app: 'appfolio',
    url,
    username: appfolio.users[0]!.name,
    password: 'env:APPFOLIO_PASSWORD',
    writes: 'allow' as const,
  };
  return { flows: [pack], store, logLevel: 'silent', humanWait: 1, accounts: { fenwick } };
}
