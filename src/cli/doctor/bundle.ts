import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { zipSync } from 'fflate';
import type { Sidedoor } from '../../sidedoor.ts';
import type { Account } from '../../session/account.ts';
import { version } from '../../version.ts';
import type { Walked } from './walk.ts';

/** What the evidence of a failed run has to offer somebody who mends its flow. */
const worthSending = ['page.html', 'screenshot.png'];

/**
 * Writes what somebody who has no account needs to mend a pack: how each flow went, what the screen showed where one did
 * not go on, and what exactly was run. Scrubbed of secrets; people's names and amounts are as the screens showed them.
 */
export async function writeBundle(
  file: string,
  engine: Sidedoor,
  account: Account,
  walked: Walked[],
): Promise<void> {
  const { app, url } = account;
  const report = {
    made_at: new Date().toISOString(),
    versions: await versions(engine),
    app: { name: app.name, title: app.title, standing: app.standing ?? null },
    url,
    flows: walked,
    files: await digests(engine, account),
  };
  const clean = engine.secrets.scrubValue(report);
  const entries: Record<string, Uint8Array> = { 'report.json': Buffer.from(JSON.stringify(clean, null, 2)) };
  for (const { tool, run_id: runId } of walked) {
    for (const name of runId === undefined ? [] : worthSending) {
      const found = await engine.evidence.read(runId!, name);
      if (!found) continue;
      // Once more: a cookie may have become known since.
      const isText = found.mime.startsWith('text/');
      const content = isText ? Buffer.from(engine.secrets.scrub(found.content.toString())) : found.content;
      entries[`${tool}/${name}`] = content;
    }
  }
  await writeFile(file, zipSync(entries), { mode: 0o600 });
}

async function versions({ browser }: Sidedoor) {
  const { version: browserVersion, channel, from } = await browser.choice();
  return {
    sidedoor: version(),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    browser: `${browserVersion ?? channel ?? 'unknown'}, from ${from}`,
  };
}

/** Of every file of the pack: which flow was run says little without its page objects. */
async function digests({ catalog }: Sidedoor, { app }: Account): Promise<Record<string, string>> {
  const flows = catalog.flows.filter(({ flow }) => flow.app.name === app.name);
  const digests: Record<string, string> = {};
  for (const folder of new Set(flows.map(({ file }) => dirname(file)))) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && /\.[cm]?[jt]s$/.test(entry.name));
    for (const file of files.map(({ parentPath, name }) => join(parentPath, name)).toSorted())
      digests[relative(folder, file)] = createHash('sha256')
        .update(await readFile(file))
        .digest('hex');
  }
  return digests;
}
