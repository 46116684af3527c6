import { byId } from '../data/records.ts';
import type { World } from '../world.ts';
import { goTo } from './typed.ts';
import type { Judged, Typed } from './typed.ts';

/** A new order becomes an assigned one. Who is told of it is in the log. */
export function judgeVendor({ records, today }: World, { form, user }: Typed): Judged {
  const field = (name: string) => form.get(`maintenance_work_order[${name}]`) ?? '';
  const order = byId(records.workOrders, Number(form.get('work_order_id')));
  const vendor = byId(records.vendors, Number(field('party').replace('v_', '')));
  if (!order) return 'The work order is gone.';
  if (!vendor) return 'Vendor is required';
  const told = [field('send_vendor_wo_link') && 'email', field('send_vendor_text') && 'text'].filter(Boolean);
  return {
    kind: 'vendor',
    reference: '',
    write() {
      order.vendor = vendor.id;
      if (order.status === 'New') order.status = 'Assigned';
      const how = told.length > 0 ? `, told by ${told.join(' and ')}` : '';
      order.log.push({ date: today, by: user, action: `Assigned to ${vendor.name}${how}` });
      return String(order.log.length);
    },
    after: () => goTo(`/maintenance/service_requests/${order.serviceRequest}/work_orders/${order.id}`),
  };
}
