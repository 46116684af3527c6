import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { carryOut } from '../../saves/carry-out.ts';
import { Save } from '../../saves/save.ts';
import { byId } from '../data/records.ts';
import { billForm, receiptForm } from '../pages/accounting.ts';
import { editWorkOrderForm, newWorkOrderForm } from '../pages/maintenance.ts';
import { judgeBill } from '../saves/bill.ts';
import { judgeNote } from '../saves/note.ts';
import { judgeReceipt } from '../saves/receipt.ts';
import { judgeVendor } from '../saves/vendor.ts';
import { judgeText } from '../saves/text.ts';
import type { Judged, Typed } from '../saves/typed.ts';
import { judgeWorkOrder } from '../saves/work-order.ts';
import { card, layout, plainPage } from '../web/layout.ts';
import type { Markup } from '../web/markup.ts';
import type { World } from '../world.ts';
import { shutOut } from './session.ts';
import type { Env } from './session.ts';

interface SavePage {
  path: string;
  judge: (world: World, typed: Typed) => Judged;
  /** The page of a refusal; a script gets its bare words. */
  refused?: (world: World, says: string, form: URLSearchParams) => { title: string; body: Markup };
}

const saves: readonly SavePage[] = [
  {
    path: '/maintenance/service_requests',
    judge: judgeWorkOrder,
    refused: (world, says, form) => ({ title: 'New Work Order', body: newWorkOrderForm(world, says, form) }),
  },
  {
    path: '/accounting/payable_invoices',
    judge: judgeBill,
    refused: (world, says) => ({ title: 'Enter Bill', body: billForm(world, says) }),
  },
  {
    path: '/accounting/tenant_receipts',
    judge: judgeReceipt,
    refused: (world, says) => ({ title: 'Tenant Receipt', body: receiptForm(world, says) }),
  },
  {
    path: '/maintenance/service_requests/:request/work_orders/:order',
    judge: judgeVendor,
    refused: (world, says, form) => {
      const order = byId(world.records.workOrders, Number(form.get('work_order_id')));
      return {
        title: 'Edit Work Order',
        body: order ? editWorkOrderForm(world, order, says) : card('Edit Work Order', html``),
      };
    },
  },
  { path: '/notes', judge: judgeNote },
  { path: '/texts', judge: judgeText },
];

/** Forms carry the token in a field, scripts in a header; without it nothing is taken. */
export function addSaves(app: Hono<Env>, world: World): void {
  for (const save of saves) {
    app.post(save.path, async (c) => {
      const form = new URLSearchParams(await c.req.text());
      return serveSave(world, save, c, form);
    });
  }
}

function serveSave(world: World, { path, judge, refused }: SavePage, c: Context<Env>, form: URLSearchParams) {
  const session = c.get('session');
  const rejected = () => c.text('The change you wanted was rejected.', 422);
  const show = (says: string) => {
    if (!refused) return c.text(says, 422);
    const page = refused(world, says, form);
    return c.html(layout(world, session, { menu: 'Accounting', flash: says, ...page }));
  };
  return carryOut({
    context: c,
    switches: world.switches,
    log: world.saves,
    isClosed: () => world.isClosed,
    arrived: {
      request: c.get('request'),
      user: session.user,
      session: session.number,
      button: `POST ${path}`,
    },
    signOff: () => {
      world.sessions.end(session);
      return shutOut(world, c);
    },
    judge: () => {
      const token = form.get('authenticity_token') ?? c.req.header('x-csrf-token');
      if (token !== session.csrf) return rejected();
      const judged = judge(world, { form, user: session.user });
      return typeof judged === 'string' ? judged : new Save(judged);
    },
    show,
    failed: () => c.html(plainPage("We're sorry, but something went wrong", 'Error 500'), 500),
  });
}
