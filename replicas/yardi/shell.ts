import { html, raw } from 'hono/html';
import type { Markup } from './web/controls.ts';

const menus: [string, [page: string, label: string][]][] = [
  [
    'Residents',
    [
      ['PersonSearch.aspx', 'Person Search'],
      ['ChargeBatch.aspx', 'Add Charge Batch'],
      ['ChargeBatchSearch.aspx', 'Review Charge Batches'],
      ['ReceiptBatch.aspx', 'Add Receipt Batch'],
      ['ReceiptBatchSearch.aspx', 'Review Receipt Batches'],
    ],
  ],
  [
    'Accounting',
    [
      ['PayableBatch.aspx', 'Add Payable Batch'],
      ['PayableBatchSearch.aspx', 'Review Payable Batches'],
      ['PO.aspx', 'Add Purchase Order'],
      ['POSearch.aspx', 'Review Purchase Orders'],
    ],
  ],
  [
    'Maintenance',
    [
      ['WorkOrder.aspx', 'Add Work Order'],
      ['WorkOrderSearch.aspx', 'Review Work Orders'],
    ],
  ],
  [
    'Analytic Reports',
    [
      ['GlRepFinancial.aspx', 'Financial Analytics'],
      ['ResReportSummary.aspx', 'Residential Analytics'],
      ['CommReportPropertySummary.aspx', 'Commercial Analytics'],
      ['ARAnalytics_res.aspx', 'Receivable Analytics'],
      ['APAnalytics.aspx', 'Payable Analytics'],
    ],
  ],
];

/** Menus that open on hover, and one content frame that is made anew for each report. */
export function shellPage(user: string, database: string): Markup {
  return html`<!doctype html>
    <html>
      <head>
        <meta charset="utf-8" />
        <title>Voyager</title>
        <link rel="stylesheet" href="../voyager.css" />
      </head>
      <body class="shell">
        <div id="banner">
          <b>Property Voyager</b><span id="Server_Label">Server: 014 / ${database}</span>
          <span class="who">${user} | <a href="SignOff.aspx">Sign Off</a></span>
        </div>
        <div id="top-menu-wrap">
          <ul class="ajax-menu">
            ${menus.map(
              ([label, items], at) =>
                html`<li id="mi${at}">
                  <a href="#">${label}</a>
                  <ul id="sm${at}">
                    ${items.map(([page, name], n) => html`<li id="mi${at}-${n}"><a href="${page}?sMenuSet=iData" target="filter">${name}</a></li>`)}
                  </ul>
                </li>`,
            )}
            <li id="miSearch"><input type="text" placeholder="Search menu" /></li>
          </ul>
        </div>
        <div id="frameholder"><iframe name="filter" id="filter" src="SiteDashboard.aspx"></iframe></div>
        <script>
          ${raw(`function openInFilter(url) {
  var holder = document.getElementById('frameholder'), frame = document.createElement('iframe');
  holder.innerHTML = ''; frame.name = 'filter'; frame.id = 'filter'; frame.src = url; holder.appendChild(frame);
}`)};
        </script>
      </body>
    </html>`;
}
