/** Data requests, routes and messages. */
export const coreScript = String.raw`
'use strict';
let settings = {};
const routes = [];
const route = (pattern, draw) => routes.push({ pattern, draw });
const $ = (selector, root = document) => root.querySelector(selector);

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

const cookie = (name) =>
  document.cookie.split('; ').map((one) => one.split('=')).find(([key]) => key === name)?.slice(1).join('=') ?? '';

/** An answer that is no JSON counts as one without anything in it. */
async function api(path, body) {
  const options = body === undefined ? {} : {
    method: 'POST',
    headers: { ...(body instanceof FormData ? {} : { 'content-type': 'application/json' }), 'X-CSRF-Token': decodeURIComponent(cookie('X-CSRF-Token')) },
    body: body instanceof FormData ? body : JSON.stringify(body),
  };
  const answer = await fetch('/app/api/' + path, options);
  if (answer.headers.get('cf-mitigated')) {
    document.documentElement.innerHTML = await answer.text();
    return new Promise(() => {});
  }
  if (answer.status === 401) {
    location.assign('/auth/login');
    return new Promise(() => {});
  }
  if (!answer.headers.get('content-type')?.includes('json')) return {};
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.message || 'Something went wrong');
  return told;
}

function toast(message, kind = 'success') {
  document.querySelectorAll('.Toast').forEach((old) => old.remove());
  document.body.append(el('div', { class: 'Toast ' + kind, role: 'status' }, message));
}

/** Sends a save. With the double-submit fault the form sends itself once more. */
async function send(path, body) {
  document.querySelectorAll('.Toast').forEach((old) => old.remove());
  try {
    const first = api(path, body);
    if (settings.doubleSubmit) setTimeout(() => api(path, body).catch(() => {}), 30);
    const told = await first;
    if (told.message === undefined) return told;
    toast(told.message, told.ok ? 'success' : 'error');
    return told;
  } catch (error) {
    toast(error.message === 'Failed to fetch' ? 'Connection lost' : error.message, 'error');
    return { ok: false };
  }
}

let drawn = 0;
async function draw() {
  const [path, query = ''] = (location.hash.slice(1) || '/').split('?');
  const view = $('#view');
  const turn = ++drawn;
  document.querySelectorAll('.Popper, .Flyout, .Modal').forEach((old) => old.remove());
  const found = routes.map((one) => ({ ...one, match: one.pattern.exec(path) })).find(({ match }) => match);
  const fresh = el('div', { class: 'page' });
  view.replaceChildren(el('div', { class: 'Loader' }, 'Loading...'));
  try {
    if (found) await found.draw(fresh, new URLSearchParams(query), ...found.match.slice(1));
    else fresh.append(el('h1', {}, 'Page not found'));
  } catch (error) {
    fresh.replaceChildren(el('h1', {}, error.message === 'Not found' ? 'Record not found' : 'Something went wrong'));
  }
  if (turn !== drawn) return;
  view.replaceChildren(fresh);
  if (settings.overlay) showGuide();
}

function showGuide() {
  if ($('._pendo-step-container')) return;
  const close = () => guide.remove();
  const guide = el('div', { class: '_pendo-step-container' },
    el('div', { class: '_pendo-guide' }, el('button', { class: '_pendo-close-guide', 'aria-label': 'Close', onclick: close }, '×'),
      el('h2', {}, 'What is new this month'), el('p', {}, 'See how the new dispatch board helps your team.')));
  document.body.append(guide);
}

async function start() {
  settings = await api('session');
  $('#who').replaceChildren(settings.company ?? '', el('br'), (settings.user ?? '') + ' · ' + (settings.timeZone ?? ''));
  $('#search').addEventListener('submit', (event) => {
    event.preventDefault();
    location.hash = '#/Search?q=' + encodeURIComponent(event.target.q.value);
  });
  addEventListener('hashchange', draw);
  await draw();
}

const title = (text) => el('h1', {}, text);
const shortDay = (iso) => { const [y, m, d] = iso.split('-'); return m + '/' + d + '/' + y; };
const isoDay = (text) => { const [m, d, y] = text.split('/'); return y + '-' + m + '-' + d; };
const longDay = (iso) => new Date(iso + 'T00:00:00Z').toLocaleDateString('en-US', { timeZone: 'UTC', month: 'short', day: 'numeric', year: 'numeric' });
`;
