import { ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import type { McpServer } from '@modelcontextprotocol/server';
import type { Evidence, EvidenceItem } from '../evidence/evidence.ts';

export function evidenceUris(runId: string, items: EvidenceItem[]): string[] {
  return items.map(({ name }) => `sidedoor://runs/${runId}/${name}`);
}

/** Serves the evidence of runs. Not listed: a run's answer names what it has. */
export function registerEvidence(server: McpServer, evidence: Pick<Evidence, 'read'>): void {
  server.registerResource(
    'evidence',
    new ResourceTemplate('sidedoor://runs/{run_id}/{name}', { list: undefined }),
    {
      title: 'Evidence of a run',
      description: 'Screenshot and HTML of a failed run, trace where one was asked for',
    },
    async (uri, { run_id, name }) => {
      const found = await evidence.read(String(run_id), String(name));
      if (!found) throw new ResourceNotFoundError(uri.href);
      const { mime: mimeType, content } = found;
      const body = mimeType.startsWith('text/')
        ? { text: content.toString() }
        : { blob: content.toString('base64') };
      return { contents: [{ uri: uri.href, mimeType, ...body }] };
    },
  );
}
