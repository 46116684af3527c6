import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface NotesApp extends AsyncDisposable {
  url: string;
  password: string;
  /** What was entered. */
  notes: string[];
  signIns: number;
}

/** The simplest application of all: a login, a first page, a form, a list. As scaffolds expect one to be. */
export async function startNotesApp(): Promise<NotesApp> {
  const app = { notes: [] as string[], signIns: 0, password: 'tide-and-mast' };
  const page = (body: string) => `<!doctype html><title>Acme Notes</title>${body}`;
  const server = createServer((request, response) => {
    const answer = (status: number, body: string, headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(page(body));
    const login = (says: string) =>
      answer(
        200,
        `<p class="error">${says}</p><form method="post" action="/login"><input name="user">
        <input type="password" name="password"><button>Sign in</button></form>`,
      );
    const shell = (body: string) => answer(200, `<a href="/logout">Sign out</a>${body}`);
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const form = new URLSearchParams(text);
      if (request.url === '/login') {
        if (form.get('password') !== app.password) return login('Wrong password.');
        app.signIns += 1;
        return answer(303, '', { location: '/', 'set-cookie': 'session=1; HttpOnly' });
      }
      if (!request.headers.cookie?.includes('session=1')) return login('');
      if (request.url === '/new') {
        if (request.method === 'POST') app.notes.push(form.get('text') ?? '');
        return shell(
          '<form method="post"><label>Text <input name="text"></label><button>Save</button></form>',
        );
      }
      const rows = app.notes.map((note) => `<tr><td>${note}</td></tr>`).join('');
      return shell(`<table>${rows}</table>`);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(app, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}
