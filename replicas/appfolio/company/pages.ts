import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, Hono } from 'hono';
import { byId, orderNumber } from '../data/records.ts';
import { billForm, billPage, receiptForm, receiptPage } from '../pages/accounting.ts';
import {
  editWorkOrderForm,
  newWorkOrderForm,
  noteForm,
  workOrderList,
  workOrderPage,
} from '../pages/maintenance.ts';
import { ledgerPage, tenantPage } from '../pages/residents.ts';
import { locations, payees, payers, searchEverything } from '../search.ts';
import { layout, plainPage } from '../web/layout.ts';
import type { World } from '../world.ts';
import type { Env } from './session.ts';

type Shown = Parameters<typeof layout>[2];

export function addPages(app: Hono<Env>, world: World): void {
  const { records, switches } = world;
  const show = (c: Context<Env>, page: Shown) => c.html(layout(world, c.get('session'), page));
  const none = (c: Context<Env>) =>
    c.html(plainPage('404', "The page you were looking for doesn't exist."), 404);

  for (const [path, find] of [
    ['/search.json', searchEverything],
    ['/maintenance/locations.json', locations],
    ['/accounting/payees.json', payees],
    ['/accounting/payers.json', payers],
  ] as const) {
    app.get(path, async (c) => {
      await sleep(switches.searchSeconds * 1000, undefined, { ref: false });
      return c.json(find(world, c.req.query('q') ?? ''));
    });
  }

  app.get('/maintenance/service_requests', (c) => {
    const body = workOrderList(world, Number(c.req.query('page') ?? 1) || 1);
    return show(c, { title: 'Work Orders', menu: 'Maintenance', body });
  });
  app.get('/maintenance/service_requests/new', (c) => {
    const body = newWorkOrderForm(world, '', new URLSearchParams());
    return show(c, { title: 'New Work Order', menu: 'Maintenance', body });
  });
  app.get('/maintenance/service_requests/:request/work_orders/:order', (c) => {
    const order = byId(records.workOrders, Number(c.req.param('order')));
    if (!order) return none(c);
    return show(c, {
      title: `Work Order ${orderNumber(order)}`,
      menu: 'Maintenance',
      body: workOrderPage(world, order),
    });
  });
  app.get('/maintenance/service_requests/:request/work_orders/:order/edit', (c) => {
    const order = byId(records.workOrders, Number(c.req.param('order')));
    if (!order) return none(c);
    const body = editWorkOrderForm(world, order, '');
    return show(c, { title: 'Edit Work Order', menu: 'Maintenance', body });
  });
  app.get('/maintenance/service_requests/:request', (c) => {
    const order = records.workOrders.find(
      ({ serviceRequest }) => serviceRequest === Number(c.req.param('request')),
    );
    return order
      ? c.redirect(`/maintenance/service_requests/${order.serviceRequest}/work_orders/${order.id}`)
      : none(c);
  });
  // Only for scripts: a plain navigation gets 422, a vendor fact.
  app.get('/notes/new', (c) =>
    c.req.header('x-requested-with') === 'XMLHttpRequest'
      ? c.html(noteForm(c.req.query('parent_id') ?? ''))
      : c.html(plainPage('422', 'The change you wanted was rejected.'), 422),
  );

  app.get('/occupancies/:id', (c) => {
    const tenant = byId(records.occupancies, Number(c.req.param('id')));
    return tenant ? c.redirect(`/occupancies/${tenant.id}/selected_tenant/${tenant.tenant}`) : none(c);
  });
  app.get('/occupancies/:id/selected_tenant/:tenant', (c) => {
    const tenant = byId(records.occupancies, Number(c.req.param('id')));
    return tenant
      ? show(c, { title: tenant.name, menu: 'Leasing', body: tenantPage(world, tenant) })
      : none(c);
  });
  app.get('/occupancies/:id/selected_tenant/:tenant/ledger', (c) => {
    const tenant = byId(records.occupancies, Number(c.req.param('id')));
    return tenant
      ? show(c, { title: 'Tenant Ledger', menu: 'Leasing', body: ledgerPage(world, tenant) })
      : none(c);
  });

  app.get('/accounting/payable_invoices/new', (c) =>
    show(c, { title: 'Enter Bill', menu: 'Accounting', body: billForm(world, '') }),
  );
  app.get('/accounting/payable_invoices/duplicates', (c) => {
    const { reference, payee } = c.req.query();
    const same = records.bills.find((bill) => bill.reference === reference && bill.vendor === Number(payee));
    const says = `A bill with reference "${reference}" was already entered for this payee (bill ${same?.id}).`;
    return c.text(same && reference && switches.duplicateWarning ? says : '');
  });
  app.get('/accounting/payable_invoices/:id', (c) => {
    const bill = byId(records.bills, Number(c.req.param('id')));
    return bill ? show(c, { title: 'Bill', menu: 'Accounting', body: billPage(world, bill) }) : none(c);
  });
  app.get('/accounting/tenant_receipts/new', (c) =>
    show(c, { title: 'Tenant Receipt', menu: 'Accounting', body: receiptForm(world, '') }),
  );
  app.get('/accounting/tenant_receipts/:id', (c) => {
    const receipt = byId(records.receipts, Number(c.req.param('id')));
    return receipt
      ? show(c, { title: 'Receipt', menu: 'Accounting', body: receiptPage(world, receipt) })
      : none(c);
  });
}
