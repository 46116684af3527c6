export const pageStyle = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5a6675; --paper: #f4f5f7; --card: #fff; --line: #d5dae1;
  --accent: #1f5fbf; --accent-ink: #fff; --bad: #a32020; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6eaf0; --soft: #9aa6b5; --paper: #14181e; --card: #1d232b; --line: #333c48; --accent: #6ea8ff;
    --accent-ink: #0c1522; --bad: #ff9d9d; }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 16px; padding: 14px 24px;
  border-bottom: 1px solid var(--line); background: var(--card); }
header p { margin: 0; color: var(--soft); font-size: 14px; }
.brand { font-weight: 650; letter-spacing: .02em; }
h1 { margin: 0; font-size: 17px; font-weight: 600; }
#until { margin-left: auto; font-variant-numeric: tabular-nums; }
main { max-width: 1330px; margin: 0 auto; padding: 20px 24px 40px; }
#question { display: flex; flex-wrap: wrap; align-items: end; gap: 12px 16px; margin-bottom: 16px; }
#question p { margin: 0; flex-basis: 100%; }
#says { font-size: 19px; font-weight: 550; overflow-wrap: anywhere; }
#how { color: var(--soft); font-size: 14px; order: 4; }
#trouble { color: var(--bad); order: 5; }
#trouble:empty { display: none; }
form { display: flex; align-items: end; gap: 8px; flex-wrap: wrap; }
label { align-self: center; font-size: 14px; color: var(--soft); }
input { width: 11ch; padding: 8px 10px; font: 600 20px ui-monospace, monospace; letter-spacing: .12em; color: inherit;
  background: var(--card); border: 1px solid var(--line); border-radius: 7px; }
button { padding: 9px 18px; font: inherit; font-weight: 600; color: var(--accent-ink); background: var(--accent);
  border: 1px solid transparent; border-radius: 7px; cursor: pointer; }
#code-form:not([hidden]) ~ #done { color: inherit; background: transparent; border-color: var(--line); }
button:disabled { opacity: .5; cursor: default; }
#screen { border: 1px solid var(--line); border-radius: 8px; overflow: hidden; background: #fff; cursor: default;
  box-shadow: 0 1px 3px rgb(0 0 0 / .12); }
#screen img { display: block; width: 100%; height: auto; min-height: 200px; user-select: none; }
:focus-visible, #screen:focus { outline: 3px solid var(--accent); outline-offset: 2px; }
.busy #screen { opacity: .55; }
.over #screen, .over #how, .over #done, .over #until { display: none; }
`;
