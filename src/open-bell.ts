import { Bell } from './bell.ts';

/** What other processes have done is looked for so often; less where the store tells of it. Milliseconds. */
const untold = 250;
const told = 1_000;

/** How this process learns what others write into the store. */
export async function openBell(address: string | undefined) {
  const bell = new Bell();
  if (address === undefined) return { bell, lookInterval: untold, stopListening: () => Promise.resolve() };
  const { listen } = await import('./journal/listen.ts');
  const listener = await listen(address, bell);
  return { bell, lookInterval: told, stopListening: () => listener.close() };
}
