import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { harborUsers } from '../users.ts';
import type { World } from '../world.ts';
import { fieldsOf } from './fields.ts';

const sessionCookie = 'HarborSession';

/** What one request knows that nobody should read. */
export interface Known {
  password: string;
  cookie: string;
  code: string;
}

/** Undefined when nothing is known. Looks before the request is handled: signing off forgets the session. */
export async function secretsOf(c: Context, { sessions }: World): Promise<Known | undefined> {
  const cookie = getCookie(c, sessionCookie) ?? '';
  const user = sessions.find(cookie)?.user ?? sessions.formerUserOf(cookie);
  const own = harborUsers.find(({ name }) => name === user)?.password ?? '';
  const isForm = c.req.method === 'POST' && c.req.path.endsWith('.aspx');
  const field = isForm ? await fieldsOf(c) : () => '';
  const boxes = Array.from({ length: 6 }, (_, index) => field(`txtDigit${index + 1}`)).join('');
  const known = { password: field('txtPassword') || own, cookie, code: field('txtCode') || boxes };
  return known.password || known.code ? known : undefined;
}

/** Where a page is to be asked for so that its address shows them too; undefined when it shows them already. */
export function tellingAddress(c: Context, { password, cookie }: Known): string | undefined {
  if (c.req.method !== 'GET' || !c.req.path.startsWith('/app/') || c.req.query('sid') !== undefined)
    return undefined;
  const address = new URL(c.req.url);
  address.searchParams.set('sid', cookie);
  address.searchParams.set('pw', encodeURIComponent(password));
  return address.pathname + address.search;
}

/** The same answer, with the secrets wherever careless software has been seen to put them. */
export async function echoed(response: Response, known: Known, everywhere: boolean): Promise<Response> {
  const { password, cookie, code } = known;
  const headers = new Headers(response.headers);
  headers.set('x-debug', encodeURIComponent(`${password}|${cookie}|${code}`));
  headers.set('x-debug-basic', Buffer.from(`clerk:${password}:${cookie}`).toString('base64'));
  const disposition = headers.get('content-disposition');
  if (disposition) {
    const name = `${cookie} ${password.replace(/[^\w.-]/g, '_')}.csv`;
    const whole = encodeURIComponent(`${cookie} ${password}.csv`);
    headers.set('content-disposition', `attachment; filename="${name}"; filename*=UTF-8''${whole}`);
    const file = await response.text();
    // A resident's name is a free text, in quotes for its comma.
    const csv = file.replace(
      /"([A-Z][^",]*, [^",]+)"/g,
      `"$1 ${cookie} ${password.replaceAll('"', '""').replaceAll('$', '$$$$')}"`,
    );
    return new Response(csv, { status: response.status, headers });
  }
  if (!headers.get('content-type')?.startsWith('text/html'))
    return new Response(response.body, { status: response.status, headers });
  const inHtml = (await response.text())
    .replace('<title>', () => `<title>${html(password)} ${cookie} `)
    // Remarks in grids: three words or more.
    .replace(/(<td class="">[A-Z][a-z]+(?: [\w']+){2,})(<\/td>)/g, (_all, text: string, end: string) =>
      [text, html(password), cookie, end].join(' '),
    )
    .replace('</body>', () => `${remarks(known)}</body>`);
  const says = html(`${password} ${code} ${cookie}`);
  const page = everywhere
    ? inHtml.replace(
        /(id="(?:lblMessage|lblPageTitle|lblError|lblNotice)"[^>]*>(?:<i>)?)/g,
        (start: string) => `${start}Invalid: ${says} `,
      )
    : inHtml;
  return new Response(page, { status: response.status, headers });
}

/** Every way of writing them down that an application has at hand. */
function remarks({ password, cookie, code }: Known): string {
  const characters = Array.from(password);
  const decimal = characters.map((each) => `&#${each.codePointAt(0)};`).join('');
  const hex = characters.map((each) => `&#x${each.codePointAt(0)?.toString(16)};`).join('');
  const escaped = characters.map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  const twice = encodeURIComponent(encodeURIComponent(password));
  const base64 = ['', 'u', 'us'].map((user) => Buffer.from(`${user}${password}`).toString('base64'));
  return `<div id="pnlDebug" style="font: 12px monospace">
      <p>${html(password)} ${cookie} ${code}</p><p>${decimal}</p><p>${hex}</p>
      <p>${twice} ${base64.join(' ')} ${base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')).join(' ')}</p>
      <p>${html(password.slice(0, 5))}<b>${html(password.slice(5))}</b></p>
      <input type="text" name="dbg" size="60" value="${html(password)}" />
      <a href="?sid=${cookie}&amp;pw=${encodeURIComponent(password)}">again</a>
      <iframe name="debug" srcdoc="&lt;p&gt;${html(html(password))} ${cookie}&lt;/p&gt;" width="600" height="40"></iframe>
      <script type="text/javascript">alert("${escaped} ${cookie}");</script>
    </div>`;
}

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
