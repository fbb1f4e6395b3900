import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { agecLineKeys, agecLines } from '#app/domain/catalogue/agec-lines.ts';
import { enterAgecShare, listAgecShares } from '#app/domain/reporting/declaration-facts.server.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidInput } from '#app/http/form-answer.ts';
import { optionalText, requiredText, wholeNumber } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatRate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/shares', (ctx) => {
  const { title } = ctx.t.declarations.shares;
  return { title, pageTitle: pageTitle(title, { of: ctx.t.steward.title }), shares: listAgecShares(ctx) };
});

/** A whole percent; null if the field is empty. */
const optionalPercent = optionalText(3).pipe(z.union([z.literal('').transform(() => null), wholeNumber(0, 100)]));
const entered = z.object({
  line: z.enum(agecLineKeys, 'choice'),
  from: wholeNumber(2024, 2099),
  reuse: optionalPercent,
  recycled: optionalPercent,
  source: requiredText(300),
});

export const action = formAction('steward/shares', { enter: { schema: entered, run: enter } });

function enter(ctx: RequestContext, input: z.output<typeof entered>): FormAnswer {
  if (input.reuse === null && input.recycled === null) return invalidInput({ reuse: ctx.t.declarations.shares.empty });
  enterAgecShare(ctx, input);
  return goTo('/steward/shares', ['saved']);
}

export default function AgecSharesPage() {
  const { title, shares } = useLoaderData<typeof loader>();
  const messages = useMessages();
  const t = messages.declarations.shares;
  const locale = useLocale();
  const percent = (value: number | null) => (value === null ? '–' : formatRate(value * 100, locale));
  const columns = [
    { name: t.line },
    { name: t.from, numeric: true },
    { name: t.reuse, numeric: true },
    { name: t.recycled, numeric: true },
    { name: t.source },
  ];
  return (
    <StewardLayout title={title}>
      <p className="lead">{t.lead}</p>
      <section className="panel grid gap-3">
        <h2>{t.known}</h2>
        {shares.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <DataTable label={t.known} columns={columns}>
            {shares.map((share) => (
              <tr key={`${share.line} ${share.from}`}>
                <th scope="row">{findOwnValue(agecLines, share.line) ?? share.line}</th>
                <td className="n">{share.from}</td>
                <td className="n">{percent(share.reuse)}</td>
                <td className="n">{percent(share.recycled)}</td>
                <td>{share.source}</td>
              </tr>
            ))}
          </DataTable>
        )}
      </section>
      <PostForm intents={['enter']} className="panel grid max-w-2xl gap-4">
        <SelectField name="line" label={t.line}>
          {agecLineKeys.map((key) => (
            <option key={key} value={key}>
              {agecLines[key]}
            </option>
          ))}
        </SelectField>
        <Field name="from" label={t.from} inputMode="numeric" required />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="reuse" label={t.reuse} inputMode="numeric" />
          <Field name="recycled" label={t.recycled} inputMode="numeric" />
        </div>
        <Field name="source" label={t.source} hint={t.sourceHint} maxLength={300} required />
        <p>
          <button type="submit" className="button main" name="intent" value="enter">
            {t.save}
          </button>
        </p>
      </PostForm>
    </StewardLayout>
  );
}
