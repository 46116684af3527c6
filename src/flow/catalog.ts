import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InvalidInput } from '../errors.ts';
import type { AppDefinition } from './define-app.ts';
import { loadFlows } from './load-flows.ts';
import type { LoadedFlow, RefusedFlow } from './load-flows.ts';

/** Packs that come with Sidedoor, a folder each, named after their app. */
const shippedPacks = fileURLToPath(new URL('../../flows', import.meta.url));

/** Every flow that some account can run. */
export class Catalog {
  readonly flows: LoadedFlow[];
  readonly refused: RefusedFlow[];
  readonly #apps: Map<string, AppDefinition>;

  constructor(flows: LoadedFlow[], refused: RefusedFlow[]) {
    this.flows = flows;
    this.refused = refused;
    this.#apps = new Map(flows.map(({ flow }) => [flow.app.name, flow.app]));
  }

  app(name: string): AppDefinition | undefined {
    return this.#apps.get(name);
  }

  /** @throws InvalidInput that names what there is. */
  flow(tool: string): LoadedFlow {
    const found = this.flows.find((each) => each.tool === tool);
    if (found) return found;
    // Whoever misses a flow of his own learns that its file is there, and not taken.
    const files = this.refused.map(({ file }) => basename(file));
    const refused = files.length > 0 ? ` Refused, see \`sidedoor flows\`: ${files.join(', ')}.` : '';
    throw new InvalidInput(`There is no flow "${tool.slice(0, longestShown)}".`, {
      hint: `There are: ${this.flows.map((each) => each.tool).join(', ') || 'none'}.${refused}`,
    });
  }
}

const longestShown = 80;

/**
 * Loads the shipped packs of the apps that the accounts use, then the user's own folders. A pack that no account uses
 * costs nothing: neither time at the start nor tokens in the list of tools.
 */
export async function loadCatalog(
  appsInUse: Set<string>,
  folders: string[],
  importModule: (file: string) => Promise<unknown>,
): Promise<Catalog> {
  const shipped = [...appsInUse].map((app) => join(shippedPacks, app)).filter((folder) => existsSync(folder));
  const { flows, refused } = await loadFlows([...shipped, ...folders], importModule);
  return new Catalog(
    flows.filter(({ flow }) => appsInUse.has(flow.app.name)),
    refused,
  );
}
