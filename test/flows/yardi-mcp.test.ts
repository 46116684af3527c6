import { expect, test } from 'vitest';
import { createMcpFactory } from '../../src/mcp/create-server.ts';
import { serveHttp } from '../../src/mcp/http/serve-http.ts';
import { connect } from '../support/clients.ts';
import { startYardiOffice } from '../support/yardi-office.ts';

test('an MCP client reads a ledger', async () => {
  await using office = await startYardiOffice();
  const { catalog, accounts, runs, evidence, log } = office.engine;
  const parts = { version: '0', catalog, accounts, runs, evidence, log, waitLimit: 55_000 };
  const http = await serveHttp({ createServer: createMcpFactory({ ...office.engine, ...parts }), port: 0 });
  try {
    await using client = await connect('v2-legacy', { url: http.url });
    const tools = (await client.listTools()).filter(({ name }) => name.startsWith('yardi_'));
    expect(tools).toHaveLength(7);
    const { resident, name } = office.replica.inspect().records.leases[0]!;
    const answer = await client.callTool('yardi_get_tenant_ledger', { resident });
    expect(answer.structuredContent).toMatchObject({ status: 'done', result: { resident, name } });
  } finally {
    await http.close();
  }
});
