import { byId, orderNumber, permissions, priorities } from '../data/records.ts';
import type { WorkOrder } from '../data/records.ts';
import type { World } from '../world.ts';
import { goTo } from './typed.ts';
import type { Judged, Typed } from './typed.ts';

/** The id of the place has its kind before it: `t_` a tenant's occupancy, `p_` a property. */
export function judgeWorkOrder({ records, today }: World, { form, user }: Typed): Judged {
  const field = (name: string) => form.get(`maintenance_service_request${name}`)?.trim() ?? '';
  const [, kind, id] = /^([tp])_(\d+)$/.exec(field('[property_id]')) ?? [];
  const tenant = kind === 't' ? byId(records.occupancies, Number(id)) : undefined;
  const unit = byId(records.units, tenant?.unit ?? Number(field('[unit_id]')));
  const property =
    kind === 'p' ? byId(records.properties, Number(id)) : byId(records.properties, unit?.property ?? null);
  const description = form.get('maintenance_service_request[description]')?.trim() ?? '';
  const vendor = byId(records.vendors, Number(field('[maintenance_work_order][party]').replace('v_', '')));
  const priority = priorities.find((one) => one.toLowerCase() === field('[priority]'));
  if (!property) return 'Property, Unit or Tenant is required';
  if (description === '') return 'Description is required';
  if (!priority) return 'Priority is required';
  return {
    kind: 'work_order',
    reference: /SD-\w+/.exec(description)?.[0] ?? '',
    write() {
      const order: WorkOrder = {
        id: Math.max(...records.workOrders.map((one) => one.id)) + 1,
        serviceRequest: Math.max(...records.workOrders.map((one) => one.serviceRequest)) + 1,
        order: 1,
        property: property.id,
        unit: unit?.id ?? null,
        occupancy: tenant?.id ?? null,
        status: vendor ? 'Assigned' : 'New',
        priority,
        type: field('[request_type]') === 'tenant_requested' ? 'Resident' : 'Internal',
        description,
        instructions: field('[special_instructions]'),
        permissionToEnter:
          permissions.find((one) => one === field('[permission_to_enter]')) ?? 'not_applicable',
        issue: field('[maintenance_work_order][issue_descriptor_id]'),
        vendor: vendor?.id ?? null,
        assignees: [],
        createdOn: today,
        createdBy: user,
        scheduledStart: null,
        completedOn: null,
        notes: [],
        log: [{ date: today, by: user, action: 'Created' }],
      };
      records.workOrders.push(order);
      return orderNumber(order);
    },
    after: (number) => goTo(`/maintenance/service_requests${number ? `/${number.split('-')[0]}` : ''}`),
  };
}
