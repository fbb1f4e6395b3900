// Payload of a letter about a part, as the outbox keeps it. Rows of an older version lack fields, so each has
// a default.
import { z } from 'zod';

const partPayload = z.object({
  supplierId: z.string().default(''),
  /** Of a copy for a person of the supplier's team. */
  userId: z.string().default(''),
  refundCents: z.int().default(0),
  /** Of a cancellation: the lines, all of the part where it is empty, and what is kept of them incl. VAT. */
  lines: z.array(z.int()).default([]),
  feeCents: z.int().default(0),
  /** At the hand-over: the quantity that was not there, and its refund. */
  missing: z.array(z.object({ line: z.int(), quantity: z.int(), refundCents: z.int() })).default([]),
  proposalId: z.string().default(''),
  returnId: z.string().default(''),
  /** Of what is booked or lent. */
  spanId: z.string().default(''),
  /** Of a session that is called off. */
  line: z.int().default(0),
  /** The buyer's reason for a cancellation. */
  why: z.string().default(''),
});
export type PartPayload = z.infer<typeof partPayload>;

export function parsePartPayload(payload: Record<string, unknown>): PartPayload {
  return partPayload.parse(payload);
}
