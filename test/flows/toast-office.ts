import { toast } from '../../replicas/toast/index.ts';
import { toastUsers } from '../../replicas/toast/users.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';

const pack = new URL('../../flows/toast', import.meta.url).pathname;
export const harborview = 'Copper Kettle - Harborview';
export const week = { from: '2026-11-02', to: '2026-11-08' };
export type Answer = Record<string, unknown>;

/** Well-behaved, but quick. */
export const brisk = { reportSeconds: 0, exportSeconds: 0, rowsAfterMs: 50 };

const [manager] = toastUsers;

/** An engine on a store, with one account at a replica. */
export async function startAt(url: string, store: string, more: { choice?: string; password?: string } = {}) {
  process.env['TOAST_PASSWORD'] = manager!.password;
  process.env['TOAST_CODES'] = manager!.codeSecret;
  const main = {
    app: 'toast',
    url,
    username: manager!.name,
    password: 'env:TOAST_PASSWORD',
    code: 'env:TOAST_CODES',
    writes: 'allow' as const,
    choice: harborview,
    ...more,
  };
  return startEngine({ flows: [pack], store, logLevel: 'silent', humanWait: 0.01, accounts: { main } });
}

/** A replica, and a whole engine with an account at one of its restaurants. */
export async function openOffice() {
  const folder = await temporaryFolder();
  const replica = await toast.start({ switches: { ...brisk, oneTimeCode: false } });
  const engine = await startAt(replica.url, folder.path);
  return {
    replica,
    engine,
    /** Guid of the account's restaurant. */
    here: () => replica.inspect().records.restaurants.find(({ name }) => name === harborview)!.guid,
    /** What a job answers. Throws when it does not. */
    async ask(tool: string, args: Answer = {}): Promise<Answer> {
      const { state, output, error } = await engine.run(`toast_${tool}`, args);
      if (state !== 'done') throw new Error(`${tool}: ${error?.code} ${error?.message} (${error?.step})`);
      return output as Answer;
    },
    /** Code of the error that it ends with. */
    async code(tool: string, args: Answer = {}): Promise<string | undefined> {
      return (await engine.run(`toast_${tool}`, args)).error?.code;
    },
    /** Every test begins with a well-behaved replica. */
    behave() {
      for (const [name, { is }] of Object.entries(toast.switches))
        Object.assign(replica.switches, { [name]: is });
      Object.assign(replica.switches, brisk, { oneTimeCode: false });
    },
    async [Symbol.asyncDispose]() {
      await engine.close();
      await replica.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

export type Office = Awaited<ReturnType<typeof openOffice>>;
