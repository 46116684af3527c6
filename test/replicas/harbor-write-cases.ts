import type { z } from 'zod';
import addNote from '../../flows/harbor/add-work-order-note.flow.ts';
import changeStatus from '../../flows/harbor/change-work-order-status.flow.ts';
import createWorkOrder from '../../flows/harbor/create-work-order.flow.ts';
import enterBatch from '../../flows/harbor/enter-bill-batch.flow.ts';
import type { HarborInspection, HarborSave } from '../../replicas/harbor/index.ts';
import type { WriteFlow } from '../../src/flow/define-flow.ts';

type Records = HarborInspection['records'];

/** One write of Harbor, and how it shows in Harbor's own records. */
export interface WriteCase {
  flow: WriteFlow;
  input: Record<string, unknown>;
  kind: HarborSave['kind'];
  /** What the records have with a mark; as often as it was written. */
  written: (records: Records, mark: string) => object[];
  /** What should be among them, and what the flow should answer of it. */
  record: Record<string, unknown>;
  answer: Record<string, unknown>;
  preview: Record<string, unknown>;
}

/** Of whatever shape; the input is checked by the flow's own schema when it runs. */
function flowOf<In extends z.ZodObject, Out extends z.ZodObject>(flow: WriteFlow<In, Out>): WriteFlow {
  return flow as unknown as WriteFlow;
}

/** One of Harbor's seed that is new, unassigned and without notes. */
const fresh = 'WO-24125';

export const writeCases: Record<string, WriteCase> = {
  create_work_order: {
    flow: flowOf(createWorkOrder),
    input: {
      building: 'harbor point apartments',
      unit: '203',
      category: 'Plumbing',
      description: 'Kitchen faucet drips',
      priority: 'High',
      access_notes: "Tenant's dog is friendly; call first",
      due: '2026-12-01',
      assignee: 'Marta Kubiak',
    },
    kind: 'work_order',
    written: ({ workOrders }, mark) => workOrders.filter(({ reference }) => reference === mark),
    record: {
      number: 'WO-24139',
      opened: '2026-11-20',
      due: '2026-12-01',
      completed: null,
      building: 'HBR',
      unit: '203',
      tenant: 'T-1041',
      category: 'Plumbing',
      priority: 'High',
      status: 'Assigned',
      description: 'Kitchen faucet drips',
      assignee: 'Marta Kubiak',
      access: "Tenant's dog is friendly; call first",
      tripCharge: 4500,
      notes: [],
      history: [],
    },
    answer: {
      number: 'WO-24139',
      status: 'Assigned',
      priority: 'High',
      category: 'Plumbing',
      building: 'HBR',
      unit: '203',
      description: 'Kitchen faucet drips',
      opened: '2026-11-20',
      due: '2026-12-01',
      completed: null,
      assignee: 'Marta Kubiak',
      tenant: 'T-1041 Goldberg, Avi',
      access_notes: "Tenant's dog is friendly; call first",
      trip_charge: '45.00',
    },
    preview: {
      property: 'HBR - Harbor Point Apartments',
      unit: '203',
      category: 'Plumbing',
      priority: 'High',
      brief_description: 'Kitchen faucet drips',
      access_notes: "Tenant's dog is friendly; call first",
      due_date: '12/01/2026',
      assigned_to: 'Marta Kubiak',
      trip_charge: '45.00',
    },
  },

  add_work_order_note: {
    flow: flowOf(addNote),
    input: { work_order: fresh, note: 'Part ordered, "3/4 in." valve & seat' },
    kind: 'note',
    written: ({ workOrders }, mark) =>
      workOrders.flatMap(({ notes }) => notes.filter(({ reference }) => reference === mark)),
    record: { date: '2026-11-20', by: 'clerk', text: 'Part ordered, "3/4 in." valve & seat' },
    answer: {
      work_order: fresh,
      date: '2026-11-20',
      by: 'clerk',
      note: 'Part ordered, "3/4 in." valve & seat',
    },
    preview: { work_order: fresh, note: 'Part ordered, "3/4 in." valve & seat' },
  },

  change_work_order_status: {
    flow: flowOf(changeStatus),
    input: { work_order: fresh, status: 'Completed', completed: '2026-11-20', assignee: 'luis ocampo' },
    kind: 'status',
    written: ({ workOrders }, mark) =>
      workOrders.flatMap(({ history }) => history.filter(({ reference }) => reference === mark)),
    record: {
      date: '2026-11-20',
      by: 'clerk',
      from: 'New',
      to: 'Completed',
      completed: '2026-11-20',
      assignee: 'Luis Ocampo',
    },
    answer: {
      work_order: fresh,
      date: '2026-11-20',
      by: 'clerk',
      from: 'New',
      to: 'Completed',
      completed: '2026-11-20',
      assignee: 'Luis Ocampo',
    },
    preview: {
      work_order: fresh,
      status: 'New',
      new_status: 'Completed',
      completion_date: '11/20/2026',
      assigned_to: 'Luis Ocampo',
    },
  },

  enter_bill_batch: {
    flow: flowOf(enterBatch),
    input: {
      post_month: '2026-11',
      description: 'Repairs week 47',
      control_total: '1425.10',
      invoices: [
        {
          vendor: 'PINE01',
          invoice_number: '88401',
          invoice_date: '2026-11-17',
          building: 'HBR',
          gl_account: '6110',
          amount: '1250.00',
        },
        {
          vendor: 'Dunmore Hardware & Supply',
          invoice_number: 'D-77/2',
          invoice_date: '2026-11-18',
          building: 'Cedar Court',
          gl_account: 'Supplies',
          amount: '175.10',
          remarks: 'Lamps',
        },
      ],
    },
    kind: 'bill_batch',
    written: ({ billBatches }, mark) => billBatches.filter(({ reference }) => reference === mark),
    record: {
      number: 'B-5004',
      period: '2026-11',
      description: 'Repairs week 47',
      cashAccount: '1010',
      by: 'clerk',
      postedOn: '2026-11-20',
      invoices: [
        {
          vendor: 'PINE01',
          number: '88401',
          date: '2026-11-17',
          property: 'HBR',
          account: '6110',
          amount: 125_000,
          memo: '',
        },
        {
          vendor: 'DUNM01',
          number: 'D-77/2',
          date: '2026-11-18',
          property: 'CDR',
          account: '6310',
          amount: 17_510,
          memo: 'Lamps',
        },
      ],
    },
    answer: {
      batch: 'B-5004',
      post_month: '2026-11',
      description: 'Repairs week 47',
      posted: '2026-11-20',
      by: 'clerk',
      cash_account: '1010 - Operating Cash',
      invoice_count: 2,
      total: '1425.10',
    },
    preview: {
      post_month: '11/2026',
      description: 'Repairs week 47',
      control_total: '1425.10',
      control_count: '2',
      batch_total: '1,425.10',
      batch_count: '2',
      cash_account: '1010 - Operating Cash',
    },
  },
};
