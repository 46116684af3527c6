/** Bounds of one HTTP server. Times in milliseconds. */
export interface HttpLimits {
  /** Largest request body, in bytes. */
  bodyBytes: number;
  /** Sessions of 2025-era clients that may be open at once. */
  sessions: number;
  /** How long a session lives without a request and without an open stream. */
  sessionIdle: number;
  /** How long a call may stay silent before its answer turns into an event stream. */
  quiet: number;
  /**
   * How long an unused connection stays open. A client that sends on one just as it is closed is told ECONNRESET, and does
   * not know whether its call arrived; so longer than the minute that proxies keep theirs.
   */
  idleConnection: number;
  /** Distance between two keep-alive comments on an event stream. */
  keepAlive: number;
}

/**
 * 15 s keep-alives stay below the shortest idle timeout met in practice (60 s of nginx and of cloud load balancers)
 * with room for a lost one. Calls that answer within 5 s, nearly all of them, stay plain JSON.
 */
export const defaultLimits: HttpLimits = {
  bodyBytes: 4 * 1024 * 1024,
  sessions: 200,
  sessionIdle: 30 * 60_000,
  quiet: 5_000,
  idleConnection: 65_000,
  keepAlive: 15_000,
};
