/** From one state of an invoice, those that may follow. */
import type { InvoiceState } from '../../schema/runs.js';

export const NEXT_STATES: Readonly<Record<InvoiceState, readonly InvoiceState[]>> = {
  asked: ['invoiced', 'paid', 'refused'],
  invoiced: ['paid', 'refused'],
  paid: [],
  refused: [],
};
