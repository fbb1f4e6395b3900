// The frame of a letter to a buyer: in the language of the order, with the seller as the reader of an answer.
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { catalogues } from '#app/i18n/messages.ts';
import type { Letter } from './html.ts';
import type { LetterCtx } from './letter-context.server.ts';
import type { LetterOrder } from './letter-lines.ts';

export type LetterBody = { subject: string; paragraphs: (string | null | undefined | false)[] };

/** `seller` reads an answer; without one the cooperative does. */
export function toBuyer(
  ctx: Pick<LetterCtx, 'town' | 'origin'>,
  { whole: { order } }: Pick<LetterOrder, 'whole'>,
  seller: Supplier | undefined,
  { subject, paragraphs }: LetterBody,
): Letter {
  const { mails: t } = catalogues[order.locale];
  return {
    lang: order.locale,
    to: order.contactEmail,
    replyTo: seller?.email
      ? { name: seller.name, address: seller.email }
      : { name: t.sign(ctx.town.name), address: ctx.town.contact.email },
    subject,
    text: [
      t.hello(order.contactName),
      ...paragraphs,
      t.proof(`${ctx.origin}/orders/${order.id}`),
      t.sign(ctx.town.name),
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}
