import { html, raw } from 'hono/html';
import { company } from '../data/vocabulary.ts';

const style = `body{margin:0;font:15px/1.45 "Segoe UI",Arial,sans-serif;background:#eef1f5;color:#1f2933}
main{width:360px;margin:9vh auto;background:#fff;border:1px solid #d5dbe3;border-radius:6px;padding:32px 36px}
.brand{font-weight:600;font-size:20px;color:#0b5cab;margin-bottom:4px}.tenant{color:#66727f;margin-bottom:22px;font-size:13px}
h1{font-size:19px;margin:0 0 14px}label{display:block;font-weight:600;font-size:13px;margin:12px 0 4px}
input{box-sizing:border-box;width:100%;padding:9px 10px;border:1px solid #aeb8c4;border-radius:4px;font:inherit}
button{margin-top:18px;width:100%;padding:10px;border:0;border-radius:4px;background:#0b5cab;color:#fff;font:inherit;font-weight:600}
.error{background:#fdecea;border:1px solid #f1b5ae;color:#8c1d12;padding:8px 10px;border-radius:4px;margin-bottom:10px}
.turnstile{display:flex;align-items:center;gap:12px;width:298px;height:64px;border:1px solid #d0d0d0;background:#fafafa;padding:0 14px;box-sizing:border-box}
.turnstile span.box{width:24px;height:24px;border:2px solid #666;border-radius:3px;background:#fff;cursor:pointer}`;

/** A page before the application; what it is stands in `data-page` of its body. */
function doorPage(name: string, title: string, body: unknown) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body data-page="${name}">
        <main>
          <div class="brand">ServiceTitan <small>(replica)</small></div>
          <div class="tenant">${company}</div>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
}

const error = (says: string) => (says === '' ? '' : html`<div class="error" role="alert">${says}</div>`);

export const usernamePage = (says = '') =>
  doorPage(
    'username',
    'Sign in to your account',
    html`${error(says)}
      <form method="post" action="/auth/login">
        <label for="username">Username</label><input id="username" name="username" autocomplete="username" />
        <button type="submit">Next</button>
      </form>`,
  );

export const passwordPage = (user: string, says = '') =>
  doorPage(
    'password',
    'Enter your password',
    html`${error(says)}
      <form method="post" action="/auth/password">
        <label>Username</label><input name="username" value="${user}" readonly />
        <label for="password">Password</label><input id="password" name="password" type="password" />
        <button type="submit">Sign In</button>
      </form>`,
  );

export const codePage = (says = '') =>
  doorPage(
    'code',
    'Verify your identity',
    html`${error(says)}
      <p>Enter the code of your authenticator app.</p>
      <form method="post" action="/auth/code">
        <label for="code">Code</label><input id="code" name="Code" inputmode="numeric" maxlength="6" />
        <button type="submit">Verify</button>
      </form>`,
  );

export const timeoutPage = () =>
  doorPage(
    'timeout',
    'Session Timeout',
    html`<p>You were idle for too long. Start over to get a new code.</p>
      <a href="/auth/login">Return to sign in</a>`,
  );

export const noticePage = () =>
  doorPage(
    'notice',
    'Your password expires in 6 days',
    html`<p>Change it under Settings, or go on for now.</p>
      <form method="post" action="/auth/notice"><button type="submit">Later</button></form>`,
  );

export const challengePage = (back: string) =>
  doorPage(
    'challenge',
    'Verify you are human',
    html`<p>This site checks the security of your connection before you go on.</p>
      <form method="post" action="/auth/challenge" class="turnstile">
        <input type="hidden" name="back" value="${back}" />
        <span class="box" onclick="this.closest('form').submit()"></span> <span>Verify you are human</span>
      </form>`,
  );

export const maintenancePage = () =>
  doorPage('maintenance', 'Scheduled maintenance', html`<p>We will be back shortly.</p>`);
