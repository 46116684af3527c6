import type { LoadedConfig } from '../../config/load.ts';
import { hasStore } from '../../open-store.ts';
import type { Sighting } from '../../schedule/canaries.ts';
import { openEngine } from '../engine.ts';

/** What canaries say of each tool. A store is opened only where there are canaries, and it is there already. */
export async function sightings(config: LoadedConfig): Promise<Map<string, Sighting[]>> {
  const tools = Object.values(config.schedules).flatMap(({ tool, expect }) => (expect ? [tool] : []));
  if (tools.length === 0 || !hasStore(config)) return new Map();
  const engine = await openEngine(config);
  try {
    const said = tools.map(async (tool) => [tool, await engine.canaries.of(tool)] as const);
    return new Map(await Promise.all(said));
  } finally {
    await engine.close();
  }
}

/** "working", or what the worst of them says. */
export function inAWord(said: Sighting[] = []): string {
  const order = ['changed', 'degraded', 'working'] as const;
  return order.find((state) => said.some((each) => each.state === state)) ?? '';
}
