/** How to start `stdio-server.ts`. */
export const stdioProgram = {
  command: process.execPath,
  args: ['--import', 'jiti/register', new URL('stdio-server.ts', import.meta.url).pathname],
};
