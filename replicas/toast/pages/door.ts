import { html, raw } from 'hono/html';
import type { Markup } from './markup.ts';
import { documentOf } from './shells.ts';

function doorPage(title: string, body: Markup): Markup {
  return documentOf(
    `Toast | ${title}`,
    'door',
    html`<main>
      <span class="logo">toast</span>
      <h1>${title}</h1>
      ${body}
    </main>`,
  );
}

export function identifierPage(message?: string): Markup {
  return doorPage(
    'Log in to Toast',
    html`<p id="message" class="error">${message ?? ''}</p>
      <form method="post" action="/u/login/identifier" data-form-primary="true">
        <label>Email address<input name="username" inputmode="email" autocomplete="username" /></label>
        <button type="submit" class="primary" name="action" value="default">Continue</button>
      </form>`,
  );
}

export function passwordPage(userName: string, message?: string): Markup {
  return doorPage(
    'Enter your password',
    html`<p>${userName}</p>
      <form method="post" action="/u/login/password" data-form-primary="true">
        <label>Password<input type="password" name="password" autocomplete="current-password" /></label>
        ${message ? html`<p id="error-element-password">${message}</p>` : ''}
        <button type="submit" class="primary" name="action" value="default">Continue</button>
      </form>`,
  );
}

export function codePage(message?: string): Markup {
  return doorPage(
    'Verify your identity',
    html`<p>Enter the 6-digit code from your authenticator app.</p>
      <form method="post" action="/u/mfa-otp-challenge" data-form-primary="true">
        <input name="code" inputmode="numeric" maxlength="6" autocomplete="one-time-code" />
        ${message ? html`<p id="error-element-code" class="error">${message}</p>` : ''}
        <label
          ><input type="checkbox" name="rememberBrowser" value="true" style="width:auto" checked /> Remember
          this device for 30 days</label
        >
        <p></p>
        <button type="submit" class="primary" name="action" value="default">Continue</button>
      </form>`,
  );
}

export function passkeyPage(): Markup {
  return doorPage(
    'Log in faster on this device',
    html`<p>Use your fingerprint, face or screen lock instead of a password.</p>
      <form method="post" action="/u/passkey-enrollment">
        <button type="button" class="primary">Continue</button>
        <p></p>
        <button type="submit" class="secondary _link-refuse-add-device" name="action" value="refuse">
          Not on this device
        </button>
      </form>`,
  );
}

/** What only a person passes: here a plain button, because the real one must not be solved by anybody else. */
export function botPage(returnTo: string): Markup {
  return documentOf(
    'Just a moment...',
    'door',
    html`<main id="challenge-stage">
      <h1>toasttab.example</h1>
      <p id="challenge-says">Verify you are human by completing the action below.</p>
      <form method="post" action="/cdn-cgi/challenge">
        <input type="hidden" name="returnTo" value="${returnTo}" />
        <button class="secondary" id="human">I am human</button>
      </form>
    </main>`,
  );
}

export function stepUpPage(returnTo: string, message?: string): Markup {
  return doorPage(
    'Confirm it is you',
    html`<p id="step-up-says">Enter the 6-digit code we sent to your phone to change this.</p>
      <form id="step-up" method="post" action="/account/step-up">
        <input type="hidden" name="returnTo" value="${returnTo}" />
        <input name="phoneCode" inputmode="numeric" maxlength="6" />
        ${message ? html`<p class="error">${message}</p>` : ''}
        <button class="primary">Verify</button>
      </form>`,
  );
}

export function errorPage(heading: string, words: string): Markup {
  return documentOf(
    heading,
    'door',
    html`<main class="error-page">
      <h1>${heading}</h1>
      <p id="error-says">${words}</p>
    </main>`,
  );
}

export const maintenancePage = () =>
  errorPage(
    'Scheduled maintenance',
    'Toast Web is not available during scheduled maintenance. Please try again later.',
  );

export const doubleSubmitScript =
  raw(`<script>document.querySelector('form.save')?.addEventListener('submit', (event) => {
  setTimeout(() => event.target.submit(), 30); });</script>`);
