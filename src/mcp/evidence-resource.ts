import { ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import type { McpServer } from '@modelcontextprotocol/server';
import { NotFound } from '../errors.ts';
import type { Evidence, EvidenceItem } from '../evidence/evidence.ts';

export function evidenceUris(runId: string, items: EvidenceItem[]): string[] {
  return items.map(({ name }) => `sidedoor://runs/${runId}/${name}`);
}

/** Serves the evidence of runs. Not listed: a run's answer names what it has. */
export function registerEvidence(server: McpServer, evidence: Pick<Evidence, 'list' | 'read'>): void {
  server.registerResource(
    'evidence',
    new ResourceTemplate('sidedoor://runs/{run_id}/{name}', { list: undefined }),
    {
      title: 'Evidence of a run',
      description: 'Screenshot and HTML of a failed run, trace where one was asked for',
    },
    async (uri, { run_id, name }) => {
      const found = await evidence.read(String(run_id), String(name));
      if (!found) {
        const items = await evidence.list(String(run_id));
        throw items.some((item) => item.name === name)
          ? elsewhere(name, run_id)
          : new ResourceNotFoundError(uri.href);
      }
      const { mime: mimeType, content } = found;
      const body = mimeType.startsWith('text/')
        ? { text: content.toString() }
        : { blob: content.toString('base64') };
      return { contents: [{ uri: uri.href, mimeType, ...body }] };
    },
  );
}

/** The store has it listed: its host made it, or had it. The protocol passes on no more than the message. */
const elsewhere = (name: unknown, runId: unknown) =>
  new NotFound(
    `The file ${String(name)} of ${String(runId)} is not on this host. The host that performed the run has it, for some days: ` +
      'have the user look there in the folder "files" of its config, or let the hosts share that folder.',
  );
