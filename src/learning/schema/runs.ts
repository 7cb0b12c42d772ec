/** What happens around a run: places, pauses, sessions. */
import { z } from 'zod';
import { type Offering, OfferingKind, Pace } from './offering.js';

/** What the registrar set beyond what every page needs. */
export type Run = Offering & {
  extensionLimit: number;
  hasEmployerCode: boolean;
  listingNote: string | null;
  /** Who is in it now, whoever left not counted. */
  taken: number;
};
/** How somebody comes by their place. */
export type PlaceAsked = {
  voucher?: string | undefined;
  /** The employer's code, for a private run. */
  code?: string | undefined;
  purchaseOrder?: string | undefined;
  /** The organisation that pays, with its address. */
  billed?: string | undefined;
  /** Where its invoice goes. */
  billedEmail?: string | undefined;
};
export type VoucherBatch = {
  id: string;
  offeringId: string;
  name: string;
  uses: number;
  expires: string | null;
  withdrawn: Date | null;
  created: Date;
  codes: number;
  used: number;
};
export const INVOICE_STATES = ['asked', 'invoiced', 'paid', 'refused'] as const;
export type InvoiceState = (typeof INVOICE_STATES)[number];
export type Invoice = {
  id: string;
  offeringId: string;
  enrolmentId: string | null;
  /** Null: erased. */
  learner: string | null;
  purchaseOrder: string;
  billed: string;
  billedEmail: string | null;
  amount: number;
  currency: string;
  state: InvoiceState;
  reason: string | null;
  askedAt: Date;
  decidedAt: Date | null;
};
export type ExtensionState = 'asked' | 'granted' | 'refused';
export type Extension = {
  id: string;
  enrolmentId: string;
  days: number;
  state: ExtensionState;
  words: string | null;
  askedAt: Date;
  decidedAt: Date | null;
};
export type LiveSession = {
  id: string;
  offeringId: string;
  step: string;
  starts: Date;
  ends: Date;
  address: string | null;
  room: string | null;
  access: string | null;
  link: string | null;
  capacity: number | null;
  cancelled: Date | null;
  changed: Date;
  code: string | null;
  codeFrom: Date | null;
  codeUntil: Date | null;
  /** Who comes or was there. */
  coming: number;
};
export type AttendanceState = 'coming' | 'present' | 'excused';
export type AttendanceRow = { sessionId: string; state: AttendanceState; how: 'code' | 'staff' | null; at: Date };
export type Attendee = {
  enrolmentId: string;
  name: string;
  state: AttendanceState | null;
  how: 'code' | 'staff' | null;
};

const Day = z.iso.date('Write the day as 2027-01-31.');
/** A run as its registrar writes it. */
export const RunAsked = z.object({
  kind: OfferingKind.default('self-paced'),
  name: z.string().trim().max(200).nullable().default(null),
  /** Slug or id of the employer of a private run. */
  employer: z.string().trim().max(300).nullable().default(null),
  /** The edition that new learners learn by; left out: the newest. */
  edition: z.number().int().min(1).optional(),
  starts: Day.nullable().default(null),
  ends: Day.nullable().default(null),
  enrolFrom: Day.nullable().default(null),
  enrolUntil: Day.nullable().default(null),
  seats: z.number().int().min(1).max(100_000).nullable().default(null),
  places: z.enum(['free', 'voucher', 'invoice']).default('free'),
  price: z
    .object({ amount: z.number().min(0).max(1_000_000).multipleOf(0.01), currency: z.string().regex(/^[A-Z]{3}$/) })
    .nullable()
    .default(null),
  pace: Pace.prefault({}),
  timeZone: z.string().max(60).default('Europe/London'),
  extensionLimit: z.number().int().min(0).max(365).default(14),
});
export type RunAsked = z.infer<typeof RunAsked>;
export type RunInput = z.input<typeof RunAsked>;
