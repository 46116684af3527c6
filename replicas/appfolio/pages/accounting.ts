import { html } from 'hono/html';
import { usDate } from '../../harbor/data/calendar.ts';
import { billTotal, byId } from '../data/records.ts';
import type { Bill, Receipt } from '../data/records.ts';
import { card, fact } from '../web/layout.ts';
import { dollars, options } from '../web/markup.ts';
import type { Markup } from '../web/markup.ts';
import type { World } from '../world.ts';

const numbered = (accounts: readonly { number: string; name: string }[]) =>
  accounts.map(({ number, name }) => [number, `${number} - ${name}`] as const);

export const paymentTypes = ['Check', 'Cash', 'Money Order'] as const;

export function billForm({ records, today }: World, says: string): Markup {
  const properties = records.properties.map(({ id, name }) => [String(id), name] as const);
  return card(
    'Bill Details',
    html`<div class="js-form-error" role="alert">${says}</div>
      <form class="js-bill" method="post" action="/accounting/payable_invoices">
        <input type="hidden" name="authenticity_token" value="" />
        <div class="form">
          <div class="typeahead">
            <label class="required" for="payee">Payee</label>
            <input id="payee" name="payee_name" autocomplete="off" data-suggest="/accounting/payees.json" />
            <input type="hidden" name="payee" class="js-payee-id" />
          </div>
          <div>
            <label for="reference">Reference</label>
            <input id="reference" name="reference" maxlength="40" />
          </div>
          <div>
            <label class="required" for="bill_date">Bill Date</label>
            <input id="bill_date" name="bill_date" class="js-bill-date" value="${usDate(today)}" />
          </div>
          <div>
            <label class="required" for="due_date">Due Date</label>
            <input id="due_date" name="due_date" class="js-due-date" />
          </div>
          <div>
            <label class="required" for="total">Total Amount</label>
            <input id="total" name="total" />
          </div>
          <div>
            <label class="required" for="cash_account">Cash Account</label>
            <select id="cash_account" name="cash_account">
              <option value="">Select…</option>
              ${options(numbered(records.cashAccounts))}
            </select>
          </div>
          <div class="wide">
            <label for="remarks">Remarks</label>
            <input id="remarks" name="remarks" maxlength="100" />
          </div>
        </div>
        <div class="js-duplicate-warning" role="status" style="color:#7a5200;padding:12px 0"></div>
        <h2>Lines</h2>
        <table class="lines">
          <thead>
            <tr>
              <th>Property *</th>
              <th>Unit</th>
              <th>GL Account *</th>
              <th>Description</th>
              <th>Amount *</th>
            </tr>
          </thead>
          <tbody class="js-lines">
            <tr>
              <td>
                <select name="line_property">
                  <option value="">Select…</option>
                  ${options(properties)}
                </select>
              </td>
              <td><input name="line_unit" size="6" /></td>
              <td>
                <select name="line_account">
                  <option value="">Select…</option>
                  ${options(numbered(records.accounts))}
                </select>
              </td>
              <td><input name="line_description" /></td>
              <td><input name="line_amount" size="9" /></td>
            </tr>
          </tbody>
        </table>
        <p>
          <button type="button" class="btn js-add-another">Add Another</button>
          <button class="btn btn-primary" name="commit" value="Done">Done</button>
        </p>
      </form>`,
  );
}

export function billPage({ records }: World, bill: Bill): Markup {
  return card(
    'Bill Details',
    html`<dl class="facts" style="margin-bottom:14px">
        ${fact('Bill ID', String(bill.id), 'js-bill-id')}
        ${fact('Payee', byId(records.vendors, bill.vendor)?.name ?? '', 'js-payee')}
        ${fact('Reference', bill.reference, 'js-reference')}
        ${fact('Bill Date', usDate(bill.billDate), 'js-bill-date')}
        ${fact('Due Date', usDate(bill.dueDate), 'js-due-date')}
        ${fact('Remarks', bill.remarks, 'js-remarks')}
        ${fact('Cash Account', records.cashAccounts.find(({ number }) => number === bill.cashAccount)?.name ?? '', 'js-cash-account')}
        ${fact('Total Amount', `$${dollars(billTotal(bill))}`, 'js-total')}
      </dl>
      <table class="js-bill-lines">
        <thead>
          <tr>
            <th>Property</th>
            <th>Unit</th>
            <th>GL Account</th>
            <th>Description</th>
            <th class="amount">Amount</th>
          </tr>
        </thead>
        <tbody>
          ${bill.lines.map(
            (line) =>
              html`<tr>
                <td>${byId(records.properties, line.property)?.name ?? ''}</td>
                <td>${byId(records.units, line.unit)?.name ?? ''}</td>
                <td>${line.account}</td>
                <td>${line.description}</td>
                <td class="amount">${dollars(line.amount)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`,
  );
}

export function receiptForm({ records, today }: World, says: string): Markup {
  return card(
    'Receipt Details',
    html`<div class="js-form-error" role="alert">${says}</div>
      <form id="new_form" class="form" method="post" action="/accounting/tenant_receipts">
        <input type="hidden" name="authenticity_token" value="" />
        <div class="wide typeahead">
          <label class="required">Payer</label>
          <input class="js-payer" autocomplete="off" data-suggest="/accounting/payers.json" />
          <input type="hidden" name="receivable_payment[occupancy_id]" class="js-payer-id" />
        </div>
        <div>
          <label class="required" for="receivable_payment_amount">Amount</label>
          <input id="receivable_payment_amount" name="receivable_payment[amount]" />
        </div>
        <div>
          <label class="required" for="receivable_payment_occurred_on">Date</label>
          <input
            id="receivable_payment_occurred_on"
            name="receivable_payment[occurred_on]"
            value="${usDate(today)}"
          />
        </div>
        <div>
          <label for="receivable_payment_reference">Reference</label>
          <input id="receivable_payment_reference" name="receivable_payment[reference]" maxlength="40" />
        </div>
        <div>
          <label for="receivable_payment_remarks">Remarks</label>
          <input id="receivable_payment_remarks" name="receivable_payment[remarks]" maxlength="100" />
        </div>
        <div>
          <label class="required" for="receivable_payment_cash_account_id">Cash Account</label>
          <select id="receivable_payment_cash_account_id" name="receivable_payment[cash_account_id]">
            <option value="">Select…</option>
            ${options(numbered(records.cashAccounts))}
          </select>
        </div>
        <div>
          <label for="receivable_payment_payment_type_id">Payment Type</label>
          <select id="receivable_payment_payment_type_id" name="receivable_payment[payment_type_id]">
            ${options(paymentTypes.map((type) => [type, type] as const))}
          </select>
        </div>
        <div class="wide"><button class="btn btn-primary" name="commit" value="Save">Save</button></div>
      </form>`,
  );
}

export function receiptPage({ records }: World, receipt: Receipt): Markup {
  const payer = byId(records.occupancies, receipt.occupancy);
  return card(
    'Receipt Details',
    html`<dl class="facts">
      ${fact('Receipt ID', String(receipt.id), 'js-receipt-id')}
      ${fact('Payer', payer?.name ?? '', 'js-payer')}
      ${fact('Occupancy ID', String(receipt.occupancy), 'js-occupancy-id')}
      ${fact('Amount', `$${dollars(receipt.amount)}`, 'js-amount')}
      ${fact('Date', usDate(receipt.date), 'js-date')} ${fact('Reference', receipt.reference, 'js-reference')}
      ${fact('Remarks', receipt.remarks, 'js-remarks')}
      ${fact('Cash Account', records.cashAccounts.find(({ number }) => number === receipt.cashAccount)?.name ?? '', 'js-cash-account')}
      ${fact('Payment Type', receipt.type, 'js-payment-type')}
    </dl>`,
  );
}
