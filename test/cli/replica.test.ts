import { expect, test } from 'vitest';
import { json, sidedoor, start } from './program.ts';

interface Listed {
  name: string;
  default: unknown;
  says: string;
  tries: unknown[];
}

test('prints the address and the logins, misbehaves as it is told, and ends on Ctrl-C', async () => {
  const running = start(['replica', 'harbor', '--switch', 'maintenance', '--switch', 'slowMs=1']);
  await expect.poll(() => running.stdout()).toContain('viewer / harbor-view');
  const [, url = ''] =
    /Harbor Property Manager: (\S+)\n {2}clerk \/ harbor-demo/.exec(running.stdout()) ?? [];

  expect((await fetch(new URL('login.aspx', url))).status).toBe(503);
  const setting = { method: 'POST', body: '{"maintenance": false}' };
  expect(await (await fetch(new URL('__switch', url), setting)).json()).toMatchObject({ slowMs: 1 });
  const signedIn = await fetch(new URL('login.aspx', url), {
    method: 'POST',
    body: new URLSearchParams({ txtUserName: 'clerk', txtPassword: 'harbor-demo' }),
    redirect: 'manual',
  });
  expect(signedIn.headers.get('location')).toContain('default.aspx');

  running.child.kill('SIGINT');
  expect(await running.ended).toMatchObject({ code: 0, stderr: '' });
  await expect(fetch(url)).rejects.toThrow();
});

test('--list says of every switch what it does, and starts nothing', async () => {
  const { code, stdout } = await sidedoor(['replica', 'harbor', '--list']);
  expect(code).toBe(0);
  expect(stdout).toContain('maintenance\tfalse\tEvery page is a 503 "scheduled maintenance".\n');
  const listed = json<Listed[]>(await sidedoor(['replica', 'harbor', '--list', '--json']));
  expect(listed.length).toBeGreaterThan(40);
  for (const { name, says, tries } of listed) {
    expect([name, says.length]).toEqual([name, expect.any(Number)]);
    expect([name, says.endsWith('.'), tries.length > 0]).toEqual([name, true, true]);
  }
});

test('--json is one document with address, logins and what is switched', async () => {
  const running = start(['replica', 'harbor', '--json', '--switch', 'clockSkewSeconds=-60']);
  await expect.poll(() => running.stdout()).toContain('}\n');
  const { url, users, switches } = JSON.parse(running.stdout()) as Record<string, unknown>;
  expect({ users, switches }).toMatchObject({
    users: [{ name: 'clerk' }, { name: 'viewer' }, { name: 'manager' }],
    switches: { clockSkewSeconds: -60 },
  });
  const page = await fetch(new URL('login.aspx', String(url)));
  const late = Date.now() - Date.parse(page.headers.get('date') ?? '');
  expect(late).toBeGreaterThan(55_000);
  running.child.kill('SIGTERM');
  expect((await running.ended).code).toBe(0);
});
