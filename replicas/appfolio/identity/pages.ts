import { html } from 'hono/html';
import type { Markup } from '../web/markup.ts';

function frame(title: string, body: Markup): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <link rel="stylesheet" href="/assets/identity.css" />
      </head>
      <body>
        <main class="card">
          <div class="logo"><span></span>AppFolio</div>
          ${body}
        </main>
        <p class="foot">A replica for tests. Not affiliated with AppFolio, Inc.</p>
      </body>
    </html>`;
}

const alert = (says: string) => (says === '' ? '' : html`<div class="alert" role="alert">${says}</div>`);

export function signInPage(says: string, hasCaptcha: boolean): Markup {
  return frame(
    'Sign in to AppFolio',
    html`<h1 id="kc-page-title">Sign in to your account</h1>
      ${alert(says)}
      <form id="kc-form-login" method="post" action="/realms/unified/login-actions/authenticate">
        <label for="username">Email</label>
        <input id="username" name="username" type="text" autocomplete="username" />
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password" />
        ${
          hasCaptcha
            ? html`<div class="g-recaptcha">
                <label><input type="checkbox" name="human" value="yes" /> I'm not a robot</label>
              </div>`
            : ''
        }
        <button id="kc-login" type="submit">Sign In</button>
      </form>`,
  );
}

export function sendCodePage(): Markup {
  return frame(
    '2-Step Verification',
    html`<h1 id="kc-page-title">2-Step Verification</h1>
      <p>Choose how to receive your verification code.</p>
      <form id="send-code" method="post" action="/realms/unified/two-step/send">
        <label class="choice"
          ><input type="radio" name="way" value="sms" checked /> Receive code via SMS</label
        >
        <button type="submit">Send Verification Code</button>
      </form>`,
  );
}

export function codePage(says: string): Markup {
  return frame(
    '2-Step Verification',
    html`<h1 id="kc-page-title">2-Step Verification</h1>
      ${alert(says)}
      <p>We sent a code to the phone number that ends in 12. It will expire in 10 minutes.</p>
      <form id="enter-code" method="post" action="/realms/unified/two-step/verify">
        <label for="code">Verification Code</label>
        <input
          id="code"
          name="code"
          type="text"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength="6"
        />
        <label class="choice">
          <input type="checkbox" name="remember" value="1" /> Do not ask this device for a code for 30 days
        </label>
        <button type="submit">Verify</button>
      </form>
      <form method="post" action="/realms/unified/two-step/send">
        <button class="link" type="submit">Send a New Code</button>
      </form>`,
  );
}

export const identityStyles = `
body{margin:0;background:#eef2f6;font:15px/1.5 "Helvetica Neue",Arial,sans-serif;color:#2b3a4a}
.card{width:380px;margin:90px auto 16px;padding:36px 40px;background:#fff;border-radius:6px;box-shadow:0 2px 14px #1b2b3c22}
.logo{font-size:22px;font-weight:700;color:#0a5ba8;margin-bottom:22px}
.logo span{display:inline-block;width:18px;height:18px;margin-right:8px;border-radius:4px;background:#17a673;vertical-align:-2px}
h1{font-size:20px;font-weight:500;margin:0 0 16px}
label{display:block;margin:14px 0 4px;font-weight:600;font-size:13px}
label.choice{font-weight:400}
input[type=text],input[type=password]{width:100%;box-sizing:border-box;padding:9px 11px;border:1px solid #b8c4d0;border-radius:4px;font-size:15px}
button{margin-top:22px;width:100%;padding:10px;border:0;border-radius:4px;background:#0a5ba8;color:#fff;font-size:15px;cursor:pointer}
button.link{background:none;color:#0a5ba8;margin-top:8px}
.alert{padding:9px 12px;border-radius:4px;background:#fdecea;color:#8c1d18;font-size:14px}
.g-recaptcha{margin-top:16px;padding:10px 14px;border:1px solid #c9d2db;background:#f9fafb;border-radius:3px}
.foot{text-align:center;font-size:12px;color:#7b8794}
`;
