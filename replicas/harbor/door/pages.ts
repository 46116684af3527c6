import { html, raw } from 'hono/html';
import type { HarborSwitches } from '../switches.ts';
import { documentOf } from '../web/layout.ts';
import type { Markup } from '../web/draft.ts';

interface DoorPage {
  form: string;
  action: string;
  heading: string;
  body: Markup;
  message?: string | undefined;
}

/** The box that every page before the application is drawn in. */
function doorPage({ form, action, heading, body, message }: DoorPage): Markup {
  return documentOf(
    'Harbor Property Manager - Sign In',
    'login',
    html`<form name="${form}" id="${form}" method="post" action="${action}">
      <div class="login-box">
        <div class="login-head">
          <span class="anchor"></span>Harbor Property Manager <small>Release 6.2</small>
        </div>
        <div class="login-body">
          <div class="login-title">${heading}</div>
          <div class="message" id="lblMessage">${message ?? ''}</div>
          ${body}
        </div>
        <div class="login-foot">
          &copy; 1998-2009 Harbor Systems Inc. All rights reserved. Authorized users only.
        </div>
      </div>
    </form>`,
  );
}

export function signInPage(message?: string, userName = ''): Markup {
  return doorPage({
    form: 'frmLogin',
    action: '/login.aspx',
    heading: 'User Sign On',
    message,
    body: html`<table>
      <tr>
        <th>User Name</th>
        <td><input type="text" name="txtUserName" id="txtUserName" value="${userName}" /></td>
      </tr>
      <tr>
        <th>Password</th>
        <td><input type="password" name="txtPassword" id="txtPassword" autocomplete="off" /></td>
      </tr>
      <tr>
        <th>Database</th>
        <td>
          <select name="ddlDatabase">
            <option>LIVE</option>
          </select>
        </td>
      </tr>
      <tr>
        <th></th>
        <td><input type="submit" class="btn" name="btnSignOn" id="btnSignOn" value="Sign On" /></td>
      </tr>
    </table>`,
  });
}

/** A box a digit. The script listens to the keyboard, so that only real keys move it on. */
const codeBoxes = html`${[1, 2, 3, 4, 5, 6].map(
  (n) =>
    html`<input
      type="text"
      class="digit"
      name="txtDigit${n}"
      id="txtDigit${n}"
      maxlength="1"
      size="1"
      autocomplete="off"
      onfocus="this.select()"
      onkeyup="moveOn(this)"
    /> `,
)}${raw(`<script type="text/javascript">
//<![CDATA[
function moveOn(box) {
    var next = document.getElementById('txtDigit' + (Number(box.id.charAt(8)) + 1));
    if (box.value && next) next.focus();
}
document.getElementById('txtDigit1').focus();
//]]>
</script>`)}`;

const codeField = html`<input
  type="text"
  name="txtCode"
  id="txtCode"
  maxlength="6"
  size="8"
  autocomplete="off"
/>`;

export function codePage(switches: HarborSwitches, message?: string): Markup {
  return doorPage({
    form: 'frmCode',
    action: '/code.aspx',
    heading: 'Verification Code',
    message,
    body: html`<p>Enter the 6-digit code shown by your authenticator application.</p>
      <table>
        <tr>
          <th>Code</th>
          <td>${switches.codeBoxes ? codeBoxes : codeField}</td>
        </tr>
        <tr>
          <th></th>
          <td><input type="submit" class="btn" name="btnVerify" id="btnVerify" value="Verify" /></td>
        </tr>
      </table>`,
  });
}

export function noticePage(): Markup {
  return doorPage({
    form: 'frmNotice',
    action: '/notice.aspx',
    heading: 'Notice to All Users',
    body: html`<p id="lblNotice">
        Resident information is confidential. By continuing you confirm that you have read the data handling
        policy of October 1.
      </p>
      <p>
        <input type="submit" class="btn" name="btnAcknowledge" id="btnAcknowledge" value="I Acknowledge" />
      </p>`,
  });
}

export function passwordExpiryPage(): Markup {
  return doorPage({
    form: 'frmExpiry',
    action: '/notice.aspx',
    heading: 'Password Expiration',
    body: html`<p id="lblNotice">Your password expires in 5 days.</p>
      <p>
        <input
          type="button"
          class="btn"
          name="btnChange"
          value="Change Now"
          onclick="alert('Call the help desk at extension 114.')"
        />
        <input type="submit" class="btn" name="btnLater" id="btnLater" value="Remind Me Later" />
      </p>`,
  });
}
