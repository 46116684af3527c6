import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { reply } from './socks.ts';
import type { Reply, Target } from './socks.ts';

/** Opens a connection as the browser would: names under localhost mean this machine (RFC 6761), whatever the resolver says. */
export function dial({ host, port }: Target): Socket {
  return connect({
    host: /(^|\.)localhost\.?$/i.test(host) ? 'localhost' : host,
    port,
    allowHalfOpen: true,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: 45_000,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: perAddress,
  });
}

/** How the browser is told why there is no connection. */
export function replyFor(error: NodeJS.ErrnoException): Reply {
  switch (error.code) {
    case 'ECONNREFUSED':
      return reply.refused;
    case 'ENETUNREACH':
      return reply.networkUnreachable;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EHOSTUNREACH':
    case 'ETIMEDOUT':
      return reply.hostUnreachable;
    default:
      return reply.failed;
  }
}

/** How long one of several addresses may take before the next is tried. Milliseconds. */
const perAddress = 1_000;
