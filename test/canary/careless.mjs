/** Takes the registry of secrets away from a program, to prove that the search finds what is then left behind. */
import { register } from 'node:module';

const hook = `
export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (!url.endsWith('/evidence/secrets.js')) return loaded;
  const careless = ['addPassword', 'addCookies', 'addCode'].map((name) => 'Secrets.prototype.' + name + ' = () => {};');
  return { ...loaded, source: loaded.source + careless.join('') };
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
