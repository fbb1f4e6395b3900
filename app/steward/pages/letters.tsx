import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { listOrderNumbers } from '#app/domain/orders/orders.server.ts';
import {
  dismissLetter,
  letterHealth,
  listUndeliveredLetters,
  resendLetter,
} from '#app/domain/outbox/letters.server.ts';
import { findTemplate } from '#app/domain/outbox/outbox.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { goTo } from '#app/http/form-answer.ts';
import { wholeNumber } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { formatDateTime, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { LetterTable } from '#app/steward/letter-table.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/letters', (ctx) => {
  const letters = listUndeliveredLetters(ctx);
  const numbers = listOrderNumbers(
    ctx,
    letters.flatMap(({ orderId }) => orderId ?? []),
  );
  const suppliers = findSuppliers(ctx, [...new Set(letters.flatMap(({ supplierId }) => supplierId ?? []))]);
  const names = new Map(suppliers.map(({ id, name }) => [id, name]));
  const t = ctx.t.letters;
  return {
    title: t.title,
    pageTitle: pageTitle(t.title, { count: letters.length, of: ctx.t.steward.title }),
    health: letterHealth(ctx),
    letters: letters.map(
      ({ id, template, orderId, supplierId, refused, hadSecret, attempts, createdAt, lastError }) => {
        const known = findTemplate(template);
        return {
          id,
          name: known ? t.templates[known] : template,
          about: [numbers.get(orderId ?? ''), names.get(supplierId ?? '')].filter(Boolean).join(', '),
          refused: refused === 1,
          canBeSentAgain: hadSecret === 0,
          attempts,
          createdAt,
          lastError,
        };
      },
    ),
  };
});

const listed = z.object({ letter: wholeNumber(1, Number.MAX_SAFE_INTEGER) });

/** A letter that has changed is shown as it is now. */
export const action = formAction('steward/letters', {
  resend: {
    schema: listed,
    run(ctx, { letter }) {
      resendLetter(ctx, letter);
      return goTo('/steward/letters');
    },
  },
  dismiss: {
    schema: listed,
    run(ctx, { letter }) {
      dismissLetter(ctx, letter);
      return goTo('/steward/letters');
    },
  },
});

export default function LettersPage() {
  const { title, health, letters } = useLoaderData<typeof loader>();
  const messages = useMessages().letters;
  const locale = useLocale();
  return (
    <StewardLayout title={title}>
      <p className="lead">{messages.lead}</p>
      {!health.ok && health.oldest && (
        <p className="notice care" role="alert">
          {messages.late(formatNumber(health.waiting, locale), formatDateTime(health.oldest, locale))}
        </p>
      )}
      {letters.length === 0 ? <p>{messages.none}</p> : <LetterTable title={title} letters={letters} />}
    </StewardLayout>
  );
}
