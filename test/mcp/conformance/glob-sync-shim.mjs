/**
 * The conformance suite imports `fs.globSync`, which Node 20 does not have, for a command that is not used here.
 * Loaded with `--import`, this gives the suite, and nothing else, an `fs` that has it.
 */
import { register } from 'node:module';

const fs = `
  export * from 'node:fs';
  export { default } from 'node:fs';
  export const globSync = () => { throw new Error('fs.globSync needs Node 22'); };`;

const hooks = `
  export const resolve = (specifier, context, next) =>
    specifier === 'fs' && context.parentURL?.includes('/@modelcontextprotocol/conformance/')
      ? { url: 'conformance:fs', format: 'module', shortCircuit: true }
      : next(specifier, context);
  export const load = (url, context, next) =>
    url === 'conformance:fs'
      ? { source: ${JSON.stringify(fs)}, format: 'module', shortCircuit: true }
      : next(url, context);`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
