import { html, raw } from 'hono/html';
import type { Markup } from './controls.ts';

interface Content {
  title: string;
  /** Address of the form, relative. */
  action: string;
  viewState: string;
  body: Markup;
  message?: string;
  /** A script at the end. */
  script?: string;
  doubleSubmit?: boolean;
  /** Hidden: ids of all reports of the session. */
  records?: string;
}

/** A page of the content frame. There are two fields for the state, and the one with the usual name is empty. */
export function contentPage(page: Content): Markup {
  return html`<!doctype html>
    <html>
      <head>
        <meta charset="utf-8" />
        <title>${page.title}</title>
        <link rel="stylesheet" href="../voyager.css" />
      </head>
      <body class="content">
        <form method="post" id="form1" name="form1" action="${page.action}">
          <input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" /><input
            type="hidden"
            name="__EVENTARGUMENT"
            id="__EVENTARGUMENT"
            value=""
          />
          <input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="" /><input
            type="hidden"
            name="__VIEWSTATE__"
            id="__VIEWSTATE__"
            value="${page.viewState}"
          />
          <input type="hidden" name="Records" id="Records" value="${page.records ?? ''}" /><input
            type="hidden"
            name="ReportMonitor"
            id="ReportMonitor"
            value=""
          />
          <div class="pagehead"><span id="PageHeading_Label">${page.title}</span></div>
          <table id="MessageTableContainer">
            <tr>
              <td>${page.message ?? ''}</td>
            </tr>
          </table>
          ${page.body}
        </form>
        <script>
          ${raw(script(page.doubleSubmit === true))}${raw(page.script ?? '')};
        </script>
      </body>
    </html>`;
}

/** The page's own script fills `ReportMonitor`; without it nothing is queued. */
const script = (twice: boolean) => `
function __doPostBack(target, argument) {
  var form = document.form1;
  form.__EVENTTARGET.value = target; form.__EVENTARGUMENT.value = argument; form.ReportMonitor.value = '1';
  form.submit();
  if (${twice} && /^(Post|Save|savebutton)$/.test(target)) setTimeout(function () { form.submit(); }, 30);
}
function openLookup(field, list) {
  closeLookup();
  var holder = document.createElement('div'); holder.id = 'popupholder';
  holder.innerHTML = '<iframe name="popupiframe" id="popupiframe"></iframe>';
  holder.firstChild.src = 'Lookup2.aspx?Type=' + list + '&Field=' + field + '&_=' + Date.now();
  document.body.appendChild(holder);
}
function closeLookup() { var holder = document.getElementById('popupholder'); if (holder) holder.remove(); }
function lookedUp(field, code) {
  closeLookup();
  document.getElementById(field + '_LookupCode').value = code;
  __doPostBack(field + ':LookupCode', '');
}
document.addEventListener('click', function (event) {
  var element = event.target.closest('[doonclick]');
  if (element) { event.preventDefault(); new Function(element.getAttribute('doonclick'))(); }
});
`;

/** What the frame shows to somebody without a session; the shell around it stays as it is. */
export function endedPage(): Markup {
  return html`<!doctype html>
    <html>
      <head>
        <meta charset="utf-8" />
        <title>Session</title>
        <link rel="stylesheet" href="../voyager.css" />
      </head>
      <body class="content">
        <div class="notice">
          Your session has ended. You have been logged off.<br /><a href="LoginAdvanced.aspx" target="_top"
            >Log in</a
          >
        </div>
      </body>
    </html>`;
}

export function errorPage(reason: string): Markup {
  return html`<!doctype html>
    <html>
      <head>
        <meta charset="utf-8" />
        <title>Error</title>
        <link rel="stylesheet" href="../voyager.css" />
      </head>
      <body class="content">
        <div class="notice">
          An exception has occurred.<br />Exception messages: ${reason}<br />Your request did not complete.
          Please try your request again.
        </div>
      </body>
    </html>`;
}

export function maintenancePage(): Markup {
  return html`<!doctype html>
    <html>
      <head>
        <meta charset="utf-8" />
        <title>Maintenance</title>
      </head>
      <body>
        <h1>Scheduled maintenance</h1>
        <p>The site is down for scheduled maintenance.</p>
      </body>
    </html>`;
}
