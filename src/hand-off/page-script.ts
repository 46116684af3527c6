/** Runs in the person's browser. Reads with GET; everything that does something is a POST with a JSON body. */
export const pageScript = `
const at = (id) => document.getElementById(id);
const picture = at('picture');
const screen = at('screen');
const said = { over: false, busy: false };

function show(view) {
  const asks = view.phase === 'asks';
  said.over = view.phase === 'over';
  said.until = Date.parse(view.until);
  at('account').textContent = view.app + ', login “' + view.account + '”';
  at('says').textContent = view.phase === 'checks' ? 'Looking what the application says …' : view.says;
  at('code-form').hidden = !(asks && view.takesCode);
  at('how').textContent = (view.takesCode ? 'Or pass it by hand: click' : 'Click') +
    ' in the picture and type, as on the application’s own page. Press Done when this screen is passed.';
  document.body.classList.toggle('over', said.over);
  tick();
  setBusy(!asks && !said.over);
}

function setBusy(busy) {
  said.busy = busy;
  document.body.classList.toggle('busy', busy);
  for (const button of document.querySelectorAll('button')) button.disabled = busy;
}

function gone() {
  if (said.over) return;
  said.over = true;
  document.body.classList.add('over');
  at('code-form').hidden = true;
  at('says').textContent = 'This is over. You can close this window.';
}

async function send(path, body) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body ?? {}) });
  if (answer.status === 404) gone();
  return answer;
}

/** Done, or a code: answered once the application's answer has been looked at. */
async function answer(path, body) {
  setBusy(true);
  at('trouble').textContent = '';
  at('says').textContent = 'Looking what the application says …';
  try {
    const result = await send(path, body);
    if (result.status === 409) at('trouble').textContent = 'The code could not be typed. Try it in the picture.';
    if (result.ok) show(await result.json());
    else if (result.status !== 404) await look();
  } catch {
    gone();
  }
  refresh();
}

async function look() {
  const answer = await fetch('view');
  if (answer.ok) show(await answer.json());
  else gone();
}

let drawing;
/** Fetches one picture at a time; asked for meanwhile, one more afterwards. */
function refresh() {
  if (said.over) return;
  if (drawing) { drawing.again = true; return; }
  const mine = drawing = { again: false };
  fetch('picture')
    .then(async (answer) => {
      if (answer.status === 404) return gone();
      if (answer.status !== 200) return;
      const url = URL.createObjectURL(await answer.blob());
      const old = picture.src;
      picture.src = url;
      await picture.decode().catch(() => undefined);
      if (old.startsWith('blob:')) URL.revokeObjectURL(old);
    })
    .catch(gone)
    .finally(() => {
      drawing = undefined;
      if (mine.again) refresh();
    });
}

let line = Promise.resolve();
/** In the order in which the person did it. */
function act(doing) {
  if (said.busy || said.over) return;
  line = line.then(() => send('act', doing)).then(refresh, gone);
}

function place(event) {
  const box = picture.getBoundingClientRect();
  const scale = picture.naturalWidth / box.width || 1;
  return { x: Math.max(0, (event.clientX - box.left) * scale), y: Math.max(0, (event.clientY - box.top) * scale) };
}

const named = ['Enter', 'Tab', 'Escape', 'Backspace', 'Delete', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight',
  'Home', 'End', 'PageUp', 'PageDown'];

picture.addEventListener('click', (event) => { screen.focus(); act({ kind: 'click', ...place(event) }); });
screen.addEventListener('wheel', (event) => {
  event.preventDefault();
  act({ kind: 'scroll', ...place(event), by: Math.max(-5000, Math.min(5000, event.deltaY)) });
}, { passive: false });
screen.addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event;
  if (isComposing) return;
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'a') act({ kind: 'press', key: 'Control+A' });
  else if (ctrlKey || metaKey || altKey) return;
  else if (key === 'Tab') act({ kind: 'press', key: shiftKey ? 'Shift+Tab' : 'Tab' });
  else if (named.includes(key)) act({ kind: 'press', key });
  else if ([...key].length === 1) act({ kind: 'type', text: key });
  else return;
  event.preventDefault();
});
screen.addEventListener('paste', (event) => {
  const text = event.clipboardData.getData('text').slice(0, 2000);
  if (text) act({ kind: 'type', text });
});
at('done').addEventListener('click', () => void line.then(() => answer('done')));
at('code-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const code = at('code').value;
  at('code').value = '';
  void answer('code', { code });
});

function tick() {
  const left = Math.max(0, Math.round((said.until - Date.now()) / 1000));
  at('until').textContent = Number.isNaN(left)
    ? ''
    : 'Waits for you another ' + Math.floor(left / 60) + ':' + String(left % 60).padStart(2, '0');
}

setInterval(() => {
  if (said.over) return;
  tick();
  if (!document.hidden && !said.busy) refresh();
}, 1000);
look().then(refresh, gone);
`;
