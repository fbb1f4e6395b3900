import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { chooseLetters, listStoppedSubjects } from '#app/domain/accounts/letter-choices.server.ts';
import { type LetterSubject, letterSubjects } from '#app/domain/accounts/letter-subjects.ts';
import { listOwnSuppliers } from '#app/domain/suppliers/members.server.ts';
import { openEdit } from '#app/http/edit-form.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { goTo } from '#app/http/form-answer.ts';
import { ticked } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { CheckField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import { AccountHead } from '../account-head.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/account_.letters', (ctx) => {
  const kept = choicesOf(ctx);
  return {
    title: ctx.t.letterChoices.title,
    subjects: shownSubjects(ctx),
    hasSupplier: listOwnSuppliers(ctx).length > 0,
    kept,
    shown: openEdit(kept),
  };
});

/** Letters of a supplier are asked about only by its people; the others are everybody's. */
function shownSubjects(ctx: RequestContext): LetterSubject[] {
  if (listOwnSuppliers(ctx).length > 0) return [...letterSubjects];
  return ctx.organisation ? ['team', 'searches', 'visits'] : ['searches', 'visits'];
}

function choicesOf(ctx: RequestContext): Record<string, string> {
  const stopped = listStoppedSubjects(ctx, requireUser(ctx).id);
  return Object.fromEntries(shownSubjects(ctx).map((subject) => [subject, stopped.includes(subject) ? '' : 'on']));
}

const choices = z.object({
  orders: ticked,
  proofs: ticked,
  payouts: ticked,
  team: ticked,
  searches: ticked,
  visits: ticked,
});

export const action = formAction('account/account_.letters', {
  schema: choices,
  editing: (ctx) => ({ now: choicesOf(ctx), boxes: shownSubjects(ctx) }),
  run: (ctx, wanted) => {
    const subjects = shownSubjects(ctx);
    chooseLetters(
      ctx,
      subjects,
      subjects.filter((subject) => wanted[subject]),
    );
    return goTo('/account/letters', ['saved']);
  },
});

export default function LetterChoicesPage() {
  const { subjects, hasSupplier, kept, shown } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.letterChoices;
  return (
    <div className="wrap section grid max-w-2xl gap-5">
      <AccountHead title={messages.title} lead={messages.lead} />
      <PostForm kept={kept} shown={shown} className="panel grid gap-4">
        <fieldset className="field">
          <legend>{messages.legend}</legend>
          {subjects.map((subject) => (
            <CheckField
              key={subject}
              name={subject}
              label={
                <>
                  {messages.subjects[subject][0]}
                  <span className="small block font-normal">{messages.subjects[subject][1]}</span>
                </>
              }
            />
          ))}
        </fieldset>
        {hasSupplier && <p className="small">{messages.supplierAddress}</p>}
        <p>
          <button type="submit" className="button main">
            {t.save}
          </button>
        </p>
      </PostForm>
    </div>
  );
}
