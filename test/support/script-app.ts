import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

/** Keeps and finds the session's token without any cookie. */
const keepers = {
  sessionStorage: `
    const keep = async (token) => sessionStorage.setItem('token', token);
    const find = async () => sessionStorage.getItem('token');`,
  indexedDB: `
    const open = () => new Promise((resolve, reject) => {
      const asked = indexedDB.open('tiny', 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore('kept');
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    const done = (asked) => new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
    const keep = async (token) => done((await open()).transaction('kept', 'readwrite').objectStore('kept').put(token, 'token'));
    const find = async () => done((await open()).transaction('kept').objectStore('kept').get('token'));`,
};

const html = (place: keyof typeof keepers) => `<!doctype html><title>Tiny</title><body><script>
  ${keepers[place]}
  const form = '<form><input name="user"><input name="password" type="password"><button>Sign in</button></form>';
  const show = (body) => { document.body.innerHTML = body; };
  addEventListener('submit', async (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(event.target));
    const answer = await fetch('/api/login', { method: 'POST', body });
    if (!answer.ok) return show(form);
    await keep(await answer.text());
    location.href = '/home';
  });
  const fill = async () => {
    if (location.pathname === '/login') return show(form);
    const answer = await fetch('/api/who', { headers: { 'x-token': (await find()) ?? '' } });
    show(answer.ok ? '<p class="who">' + (await answer.text()) + '</p>' : form);
  };
  void fill();
</script></body>`;

/** The tiny application as a page with a script, which keeps its session in the named storage and sets no cookie. */
export async function startScriptApp(place: keyof typeof keepers) {
  const state = { signIns: 0, kicked: 0 };
  let session: string | undefined;
  const server = createServer((request, response) => {
    if (request.url === '/api/login') {
      if (session) state.kicked += 1;
      session = randomUUID();
      state.signIns += 1;
      response.end(session);
    } else if (request.url === '/api/who') {
      response.statusCode = request.headers['x-token'] === session ? 200 : 401;
      response.end('Signed in as clerk');
    } else {
      response.setHeader('content-type', 'text/html').end(html(place));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    state,
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
