import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Puts a whole file in the place of what is there. It is written beside under another name, taken to the disk and renamed:
 * whoever opens the path finds the old file or the new one. What killed processes left beside is removed.
 */
export async function replaceFile(path: string, write: (unfinished: string) => Promise<void>): Promise<void> {
  const folder = dirname(path);
  await removeLeftovers(folder, basename(path));
  const unfinished = join(folder, `${prefixOf(basename(path))}${process.pid}`);
  try {
    // A new file is its owner's alone; one that is replaced keeps who may read it.
    const mode = await stat(path).then(
      ({ mode }) => mode & 0o777,
      () => 0o600,
    );
    await (await open(unfinished, 'w', 0o600)).close();
    await write(unfinished);
    const file = await open(unfinished, 'r+');
    await file.chmod(mode);
    await file.sync();
    await file.close();
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

const prefixOf = (name: string) => `.${name}.sidedoor-`;

async function removeLeftovers(folder: string, name: string): Promise<void> {
  const prefix = prefixOf(name);
  for (const each of await readdir(folder).catch(() => [])) {
    const pid = each.startsWith(prefix) ? Number(each.slice(prefix.length)) : NaN;
    if (Number.isInteger(pid) && !isRunning(pid)) await rm(join(folder, each), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
