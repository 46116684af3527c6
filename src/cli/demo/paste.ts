import { fileURLToPath } from 'node:url';

export interface Paste {
  client: string;
  /** Where it goes. */
  where: string;
  text: string;
}

/** The program of this installation. */
export const mainFile = fileURLToPath(new URL(`../../main${import.meta.url.slice(-3)}`, import.meta.url));

/**
 * The command that starts this very installation. An installed package is named, for the path that npx unpacked it to does
 * not last; a checkout is started by its path, with this Node.js, for a desktop program knows no shell's PATH.
 */
export function serverCommand(args: string[], file = mainFile): { command: string; args: string[] } {
  const isInstalled = /[\\/]node_modules[\\/]/.test(file);
  if (isInstalled) return { command: 'npx', args: ['-y', 'sidedoor-mcp', ...args] };
  return { command: process.execPath, args: [file, ...args] };
}

/** What to paste where, for a server that needs no config. */
export function pastes(): Paste[] {
  const { command, args } = serverCommand(['mcp', '--demo']);
  const words = [command, ...args].map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ');
  const mcpServers = JSON.stringify({ mcpServers: { sidedoor: { command, args } } }, null, 2);
  return [
    { client: 'Claude Code', where: 'in a shell', text: `claude mcp add sidedoor -- ${words}` },
    { client: 'Claude Desktop', where: 'Settings > Developer > Edit Config', text: mcpServers },
    { client: 'Cursor', where: '~/.cursor/mcp.json', text: mcpServers },
    {
      client: 'VS Code',
      where: '.vscode/mcp.json',
      text: JSON.stringify({ servers: { sidedoor: { type: 'stdio', command, args } } }, null, 2),
    },
  ];
}

/** Clients that take the same text, together. */
export function pasteGroups(): { clients: Paste[]; text: string }[] {
  const groups = new Map<string, Paste[]>();
  for (const paste of pastes()) groups.set(paste.text, [...(groups.get(paste.text) ?? []), paste]);
  return [...groups].map(([text, clients]) => ({ clients, text }));
}
