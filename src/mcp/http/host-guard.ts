import {
  hostHeaderValidationResponse,
  localhostAllowedHostnames,
  originValidationResponse,
} from '@modelcontextprotocol/server';
import { InvalidInput } from '../../errors.ts';

/** Answers a refusal (403), or nothing when the request may go on. */
export type HostGuard = (request: Request) => Response | undefined;

/**
 * Keeps web pages away from a server that holds signed-in sessions: a page whose name resolves to this address (DNS
 * rebinding) shows its own name in `Host`, a page elsewhere shows it in `Origin`. Programs send no `Origin`.
 *
 * @param bind the address the server listens on. Anything but loopback needs `named`.
 * @param named host names clients use, with or without a port, e.g. "mcp.example.com".
 * @throws InvalidInput when an address other than loopback comes without names, or a name is none.
 */
export function createHostGuard(bind: string, named: readonly string[] = []): HostGuard {
  if (!isLoopback(bind) && named.length === 0) {
    throw new InvalidInput(`Listening on ${bind} needs the host names that clients will use.`, {
      hint: 'Name them with --allowed-host, or listen on 127.0.0.1.',
    });
  }
  const allowed = [...localhostAllowedHostnames(), ...named.map(toHostname)];
  return (request) =>
    hostHeaderValidationResponse(request, allowed) ?? originValidationResponse(request, allowed);
}

export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127(\.\d{1,3}){3}$/.test(address);
}

function toHostname(name: string): string {
  const address = `http://${name}`;
  if (/[/@?#*\s]/.test(name) || !URL.canParse(address)) {
    throw new InvalidInput(`"${name}" is no host name.`, {
      hint: 'Name each host as clients write it, e.g. --allowed-host mcp.example.com.',
    });
  }
  return new URL(address).hostname;
}
