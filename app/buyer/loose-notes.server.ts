import type { NoteLink } from '#app/buyer/order-notes.tsx';
import { type ChoiceNote, listOrderNotes } from '#app/domain/buying/choice-notes.server.ts';
import { writtenIn } from '#app/domain/buying/comparison.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';

/** The notes of an order's page, by the name of what each chose. */
export function orderNotes(ctx: Ctx, whole: WholeOrder) {
  const { own, possible } = listOrderNotes(ctx, whole);
  return { own: own.map((note) => toNoteLink(ctx, note)), possible: possible.map((note) => toNoteLink(ctx, note)) };
}

export function toNoteLink(ctx: Ctx, { id, offerId, comparison, createdAt }: ChoiceNote): NoteLink {
  const chosen = comparison.offers.find((offer) => offer.id === offerId);
  const nameLang = chosen?.nameLang ?? writtenIn(comparison, ctx.locale);
  return { id, name: chosen?.name ?? '', nameLang, day: localDay(new Date(createdAt), ctx.town) };
}
