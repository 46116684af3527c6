import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appfolioJobs } from '../../bench/legacy/appfolio-jobs.ts';
import type { Answer } from '../../bench/legacy/job.ts';
import { createMcpFactory } from '../../src/mcp/create-server.ts';
import { serveHttp } from '../../src/mcp/http/serve-http.ts';
import { connect } from '../support/clients.ts';
import type { TestClient } from '../support/clients.ts';
import { openOffice } from './appfolio-office.ts';
import type { Office } from './appfolio-office.ts';

/** Every tool through a real client: reads field by field against the replica's records, writes counted in them. */
let office: Office;
let http: Awaited<ReturnType<typeof serveHttp>>;
let client: TestClient;

/** Reached by what hangs, never by what is slow. Milliseconds. */
const patience = 240_000;

beforeAll(async () => {
  // The day that the jobs were written for.
  office = await openOffice({}, '2026-11-20');
  const { catalog, accounts, runs, evidence, log } = office.engine;
  const parts = { version: '0', catalog, accounts, runs, evidence, log, waitLimit: patience };
  http = await serveHttp({ createServer: createMcpFactory({ ...office.engine, ...parts }), port: 0 });
  client = await connect('v2-legacy', { url: http.url });
});

afterAll(async () => {
  await client.close();
  await http.close();
  await office.close();
});

test('there is a job for each tool that a client is offered', async () => {
  const offered = (await client.listTools())
    .map(({ name }) => name)
    .filter((name) => name.startsWith('appfolio_'));
  expect(offered.toSorted()).toEqual(appfolioJobs.jobs.map(({ tool }) => tool).toSorted());
});

describe.each(appfolioJobs.jobs.map((job) => [job.tool, job] as const))('%s', (tool, job) => {
  test('answers what the records say, and writes once or not at all', { timeout: patience }, async () => {
    const before = office.inspect();
    const { structuredContent } = await client.callTool(tool, job.args, { timeout: patience });
    const { status, result } = structuredContent as { status: string; result: Answer };
    expect(status).toBe('done');
    const after = office.inspect();
    expect(job.judge(result, before, after)).toMatchObject({ verdict: 'right' });
    if (result['complete']) expect(result['complete']).toMatchObject({ proven: true });
    expect(after.saves.length - before.saves.length).toBe(job.written ? 1 : 0);
    if (job.written) expect(job.written(before, after)).toHaveLength(1);
    else expect(after.records).toEqual(before.records);
  });
});
