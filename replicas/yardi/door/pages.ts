import { html, raw } from 'hono/html';
import type { Markup } from '../web/controls.ts';
import type { YardiSwitches } from '../switches.ts';

const card = (title: string, css: string, body: Markup, script = ''): Markup =>
  html`<!doctype html>
    <html>
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <link rel="stylesheet" href="${css}" />
      </head>
      <body class="door">
        <div class="card">
          <h1>${title}</h1>
          ${body}
        </div>
        <script>
          ${raw(script)};
        </script>
      </body>
    </html>`;

/** Empties what was typed too early, as a page does whose script draws its fields anew. */
const wipe = ({ passwordWiped }: YardiSwitches) =>
  passwordWiped
    ? `setTimeout(function () { document.querySelectorAll('input[type=password], #Username').forEach(function (field) { var copy = field.cloneNode(); copy.value = ''; field.replaceWith(copy); }); }, 400);`
    : '';

/** The portal's sign-in. */
export function portalLogin(switches: YardiSwitches, says: string): Markup {
  return card(
    'Client Portal',
    '/voyager.css',
    html`<div class="error validation-summary-errors">${says}</div>
      <form method="post" action="/Account/Login">
        <label for="Username">Username</label
        ><input type="text" id="Username" name="Username" autocomplete="off" />
        <label for="txtPassword">Password</label
        ><input type="password" id="txtPassword" name="Password" autocomplete="off" /><button
          type="button"
          id="show_password"
          tabindex="-1"
        >
          show
        </button>
        <div><button class="btn btn-login" type="submit" name="button">LOGIN</button></div>
      </form>`,
    wipe(switches),
  );
}

/** The application's own sign-in: the password field that is seen is none. */
export function advancedLogin(switches: YardiSwitches, says: string): Markup {
  return card(
    'Voyager Login',
    '../voyager.css',
    html`<div class="error">${says}</div>
      <form method="post" action="LoginAdvanced.aspx">
        <input type="hidden" name="__VIEWSTATE" value="/wEPDwUK" /><input
          type="hidden"
          name="__EVENTTARGET"
          value=""
        /><input type="hidden" name="__EVENTARGUMENT" value="" />
        <div id="tblLogin1">
          <label for="Username">User Name</label
          ><input type="text" id="Username" name="Username" autocomplete="off" /> <label>Password</label
          ><input type="text" id="Password_Text" value="" placeholder="Password" /><input
            type="password"
            id="Password"
            name="Password"
            style="display:none"
            autocomplete="off"
          />
          <label for="Destination">Database</label
          ><select id="Destination" name="Destination">
            <option value="">-- select --</option>
            <option value="Test">Test</option>
            <option value="LIVE">Live</option>
          </select>
          <input type="submit" class="btn" id="cmdLogin1" value="Submit" />
        </div>
      </form>`,
    `document.getElementById('Password_Text').addEventListener('focus', function () {
  this.style.display = 'none'; var real = document.getElementById('Password'); real.style.display = ''; real.focus();
});${wipe(switches)}`,
  );
}

export function codePage(action: string, says: string): Markup {
  return card(
    'Verify your identity',
    '/voyager.css',
    html`<div class="error">${says}</div>
      <p>Enter the code of your authenticator app.</p>
      <form method="post" action="${action}">
        <label for="VerificationCode">Verification code</label
        ><input type="text" id="VerificationCode" name="VerificationCode" maxlength="6" autocomplete="off" />
        <label
          ><input type="checkbox" id="RememberDevice" name="RememberDevice" /> Remember this device for 14
          days</label
        >
        <button class="btn" type="submit" id="btnSubmit">SUBMIT</button>
      </form>`,
  );
}

const tiles = ['Voyager', 'Aspire for Voyager 8', 'Voyager 7S', 'Client Central', 'RentCafe Site Manager'];

/** The portal's tiles; each opens a new tab, and only one leads to the application. */
export function tilesPage(user: string): Markup {
  return html`<!doctype html>
    <html>
      <head>
        <meta charset="utf-8" />
        <title>Portal</title>
        <link rel="stylesheet" href="/voyager.css" />
      </head>
      <body class="door">
        <div id="banner"><b>Client Portal</b><span class="who">${user}</span></div>
        <div class="tiles">
          ${tiles.map((title) => html`<div class="dashboard-tile" onclick="window.open('/tile?name=${encodeURIComponent(title)}','_blank')"><div class="tile-title">${title}</div></div>`)}
        </div>
      </body>
    </html>`;
}

/** Between the portal and the application: which server, which database. */
export function interstitial({ imageProceed }: YardiSwitches): Markup {
  const pixel = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
  return card(
    'Voyager 7S',
    '../voyager.css',
    html`<form method="post" action="SSOLogin.aspx">
      <label for="loginAlias">Server: 014</label>
      <select id="loginAlias" name="loginAlias">
        <option value="Test">Server: 014 / Test</option>
        <option value="Live">Server: 014 / Live</option>
      </select>
      <div>
        ${imageProceed ? html`<input type="image" id="cmdLogin" src="${pixel}" width="90" height="26" style="background:#14405f" />` : html`<input type="submit" class="btn" id="cmdLogin" value="PROCEED" />`}
      </div>
    </form>`,
  );
}

export function secondLogin(title: string): Markup {
  return card(
    title,
    '/voyager.css',
    html`<p>${title} needs a login of its own.</p>
      <label>User</label><input type="text" name="other" />`,
  );
}
