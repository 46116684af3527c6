/** `plain-http.ts URL FILE`: the list to a CSV file by plain HTTP, its rows cut out of the page as text. */
import { writeFile } from 'node:fs/promises';
import { passwordOf } from '../../test/real/sql-ledger/start.ts';
import { csvLine, heading, reportQuery } from './report-address.ts';

const [url = '', file = ''] = process.argv.slice(2);
const headers = { 'user-agent': 'Mozilla/5.0' };
const body = new URLSearchParams({
  path: 'bin/mozilla',
  action: 'login',
  login: 'clerk2',
  password: passwordOf('clerk2'),
  js: '1',
});
const answer = await fetch(new URL('login.pl', url), { method: 'POST', body, headers });
const frame = /<frame name="main_window" src="([^"]+)"/i.exec(await answer.text())?.[1] ?? '';
const keep = (response: Response) => response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
const first = await fetch(new URL(frame, url), { headers: { ...headers, cookie: keep(answer) } });
await first.text();
const cookie = keep(first) || keep(answer);
const report = await fetch(new URL(`ar.pl?${reportQuery('clerk2@lakeside')}`, url), {
  headers: { ...headers, cookie },
});
const html = await report.text();
const entities: Record<string, string> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"' };
const rows = [...html.matchAll(/<tr class=listrow[01]>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
  [...row.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell = '']) =>
    cell
      .replace(/<\/?[a-z][^>]*>/gi, '')
      .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)
      .replace(/\s+/g, ' ')
      .trim(),
  ),
);
await writeFile(file, heading + rows.map(csvLine).join(''));
