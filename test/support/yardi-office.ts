import { yardi } from '../../replicas/yardi/index.ts';
import { startEngine, temporaryFolder } from './engine.ts';

const pack = new URL('../../flows/yardi', import.meta.url).pathname;

type Started = Awaited<ReturnType<typeof yardi.start>>;

/** A replica of Yardi that is quick, and a whole engine with an account at it. */
export async function startYardiOffice(switches: Partial<Started['switches']> = {}) {
  const replica = await yardi.start({ switches: { monitorSeconds: 0.5, reportSeconds: 0.1, ...switches } });
  const folder = await temporaryFolder();
  const user = yardi.users[0]!;
  process.env['YARDI_TEST_PASSWORD'] = user.password;
  process.env['YARDI_TEST_CODE'] = user.codeSecret;
  const account = {
    app: 'yardi',
    url: replica.url,
    username: user.name,
    password: 'env:YARDI_TEST_PASSWORD',
    code: 'env:YARDI_TEST_CODE',
    writes: 'allow' as const,
  };
  const config = {
    flows: [pack],
    store: folder.path,
    logLevel: 'silent' as const,
    accounts: { office: account },
  };
  const engine = await startEngine(config);
  return {
    replica,
    engine,
    /** Ends in an error's code, or in what the tool answers. */
    async call(tool: string, args: Record<string, unknown>): Promise<{ code?: string; result?: unknown }> {
      const report = await engine.run(`yardi_${tool}`, args, 150_000);
      if (report.error) return { code: report.error.code };
      return { result: report.output };
    },
    async [Symbol.asyncDispose]() {
      await engine.close();
      await replica.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}
