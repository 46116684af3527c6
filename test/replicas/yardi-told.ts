import type { Records } from '../../replicas/yardi/data/records.ts';
import { dollars } from './yardi-expected.ts';

const total = (lines: { amount: number }[]) => dollars(lines.reduce((sum, { amount }) => sum + amount, 0));

const header = (batch: Records['batches'][number] | Records['chargeBatches'][number]) => ({
  batch: batch.number,
  description: batch.description,
  post_month: batch.postMonth,
  mark: batch.notes,
});

/** Every record of a kind that the pack writes, as the answer of its tool tells it. All but `complete`. */
export const told = {
  create_work_order: ({ workOrders }: Records) =>
    workOrders.map(({ accessNotes, ...order }) => ({ ...order, access_notes: accessNotes })),
  create_purchase_order: ({ purchaseOrders }: Records) =>
    purchaseOrders.map(({ number, status, step, vendor, description, orderDate, requiredBy, lines }) => ({
      number,
      status,
      step,
      vendor,
      description,
      order_date: orderDate,
      required_by: requiredBy,
      lines: lines.map((line) => ({
        property: line.property,
        description: line.description,
        account: line.account,
        quantity: line.quantity,
        unit_price: dollars(line.unitPrice),
        total: dollars(line.total),
      })),
      total: total(lines.map((line) => ({ amount: line.total }))),
    })),
  enter_payable_batch: ({ batches }: Records) =>
    batches.map((batch) => ({
      ...header(batch),
      payables: batch.payables.map(({ control: _control, invoiceDate, dueDate, amount, ...rest }) => ({
        ...rest,
        invoice_date: invoiceDate,
        due_date: dueDate,
        amount: dollars(amount),
      })),
      total: total(batch.payables),
    })),
  enter_charge_batch: ({ chargeBatches }: Records) =>
    chargeBatches.map((batch) => ({
      ...header(batch),
      charges: batch.charges.map(({ code, amount, ...rest }) => ({
        ...rest,
        charge_code: code,
        amount: dollars(amount),
      })),
      total: total(batch.charges),
    })),
  enter_receipt_batch: ({ receiptBatches }: Records) =>
    receiptBatches.map((batch) => ({
      ...header({ ...batch, charges: [] }),
      bank: batch.bank,
      receipts: batch.receipts.map(({ amount, ...rest }) => ({ ...rest, amount: dollars(amount) })),
      total: total(batch.receipts),
    })),
};

export type Written = keyof typeof told;

/** By tool, how many records there are. */
export const counted = (records: Records) =>
  Object.fromEntries(Object.entries(told).map(([tool, of]) => [tool, of(records).length]));
