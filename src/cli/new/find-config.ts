import { loadConfig } from '../../config/load.ts';
import type { LoadedConfig } from '../../config/load.ts';
import { isSidedoorError } from '../../errors.ts';
import { importModule } from '../../flow/import-module.ts';

/** The user's config, or nothing where there is none yet. One that is named, or wrong, is not passed over. */
export async function findConfig(named: string | undefined): Promise<LoadedConfig | undefined> {
  try {
    return await loadConfig(named, process.cwd(), importModule);
  } catch (error) {
    if (named === undefined && isSidedoorError(error) && error.message.startsWith('No sidedoor.config')) {
      return undefined;
    }
    throw error;
  }
}
