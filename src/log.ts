import { destination, pino } from 'pino';
import type { Logger } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/**
 * Logs to stderr: stdout is the wire in `mcp`. Every finished line goes through `scrub`; pino's own `redact` works by
 * path and lets a secret pass in messages, errors and arrays (measured).
 */
export function createLog(level: LogLevel, scrub: (text: string) => string): Log {
  return pino({ level, base: null, hooks: { streamWrite: scrub } }, destination({ fd: 2, sync: true }));
}
