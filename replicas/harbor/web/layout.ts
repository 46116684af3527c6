import { html, raw } from 'hono/html';
import { usDate } from '../data/calendar.ts';
import type { Draft, Markup } from './draft.ts';
import type { Visit } from './web-form.ts';

const doctype = raw(
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n',
);

/** The bare document around every page. */
export function documentOf(title: string, bodyClass: string, body: Markup): Markup {
  return html`${doctype}
    <html xmlns="http://www.w3.org/1999/xhtml">
      <head>
        <title>${title}</title>
        <meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
        <link rel="stylesheet" type="text/css" href="/harbor.css" />
        <link rel="icon" href="data:," />
      </head>
      <body class="${bodyClass}">
        ${body}
      </body>
    </html>`;
}

const postbackScript = raw(`<script type="text/javascript">
//<![CDATA[
var theForm = document.forms['aspnetForm'];
function __doPostBack(eventTarget, eventArgument) {
    if (!theForm.onsubmit || (theForm.onsubmit() != false)) {
        theForm.__EVENTTARGET.value = eventTarget;
        theForm.__EVENTARGUMENT.value = eventArgument;
        theForm.submit();
    }
}
//]]>
</script>`);

/** `doubleSubmit`: whoever presses a save button once has pressed it twice. */
const doubleSubmitScript = `theForm.addEventListener('submit', function (event) {
    var button = event.submitter;
    if (!button || button.className != 'btn save') return;
    window.setTimeout(function () {
        var again = document.createElement('input');
        again.type = 'hidden'; again.name = button.name; again.value = button.value;
        theForm.appendChild(again);
        theForm.submit();
    }, 30);
});`;

interface FramePage {
  form: { path: string; title: string; viewState: string; eventValidation: string };
  body: Markup;
  draft: Draft;
  visit: Visit;
}

/** A page of the content frame, or of a window of its own. */
export function framePage({ form, body, draft, visit }: FramePage): Markup {
  const { world, session } = visit;
  const scripts = draft.timers.map(
    ({ target, ms }) => `window.setTimeout("__doPostBack('${target}','')", ${Math.round(ms)});`,
  );
  if (world.switches.dialog && draft.hasGrid) {
    scripts.push(`window.onload = function () { alert('3 leases expire within 30 days.'); };`);
  }
  if (world.switches.doubleSubmit && draft.canSave) scripts.push(doubleSubmitScript);
  return documentOf(
    `Harbor - ${form.title}`,
    'page',
    html`<form name="aspnetForm" method="post" action="${form.path}" id="aspnetForm">
      <input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" />
      <input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="" />
      <input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="${form.viewState}" />
      ${postbackScript}
      <input type="hidden" name="__EVENTVALIDATION" id="__EVENTVALIDATION" value="${form.eventValidation}" />
      <div class="page-title"><span id="lblPageTitle">${form.title}</span></div>
      ${body}
      <div class="page-foot">
        <span id="lblUser">${session.user}</span> &nbsp;|&nbsp; LIVE &nbsp;|&nbsp; ${usDate(world.today)}
      </div>
      ${scripts.length > 0 ? raw(`<script type="text/javascript">\n${scripts.join('\n')}\n</script>`) : ''}
    </form>`,
  );
}

export function serverError(reason: string): Markup {
  return documentOf(
    'Runtime Error',
    'yellow-screen',
    html`<h1>Server Error in '/' Application.</h1>
      <hr />
      <h2 id="lblError"><i>${reason}</i></h2>
      <p>
        <b>Description:</b> An unhandled exception occurred during the execution of the current web request.
      </p>
      <hr />
      <p>
        <b>Version Information:</b> Microsoft .NET Framework Version:2.0.50727.3643; ASP.NET
        Version:2.0.50727.3634
      </p>`,
  );
}

export function maintenancePage(): Markup {
  return documentOf(
    'Harbor Property Manager',
    'login',
    html`<div class="login-box">
      <div class="login-head">Harbor Property Manager</div>
      <div class="login-body" id="pnlMaintenance">
        <p><b>Scheduled maintenance</b></p>
        <p>Harbor is not available while nightly processing runs. Please try again later.</p>
      </div>
    </div>`,
  );
}
