import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import {
  type CalendarFeed,
  listCalendarFeeds,
  makeCalendarAddress,
  revokeCalendarAddress,
} from '#app/domain/orders/calendar-addresses.server.ts';
import { subjectNames } from '#app/domain/orders/calendar-entries.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { goTo } from '#app/http/form-answer.ts';
import { requiredText } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import { AccountHead } from '../account-head.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/account_.calendars', (ctx) => ({
  title: ctx.t.calendarFeeds.title,
  calendars: listCalendars(ctx),
}));

function listCalendars(ctx: RequestContext) {
  const feeds = listCalendarFeeds(ctx);
  const names = subjectNames(
    ctx,
    feeds.map(({ subject }) => (subject.kind === 'capacity' ? subject.capacity.subject : '')),
  );
  return feeds.map((feed) => ({
    key: feed.key,
    name: nameOf(ctx, feed, names),
    address: feed.address && `${ctx.services.env.origin}/calendar/${feed.address}.ics`,
  }));
}

function nameOf(
  { t }: RequestContext,
  { subject, supplierName }: CalendarFeed,
  names: ReadonlyMap<string, string>,
): string {
  if (subject.kind === 'own') return t.calendarFeeds.own;
  if (subject.kind === 'supplier') return t.calendarFeeds.all(supplierName ?? '');
  return names.get(subject.capacity.subject) ?? subject.capacity.subject;
}

const key = z.object({ key: requiredText(80) });

export const action = formAction('account/account_.calendars', {
  make: {
    schema: key,
    run: (ctx, { key }) => {
      makeCalendarAddress(ctx, key);
      return goTo('/account/calendars', ['saved']);
    },
  },
  revoke: {
    schema: key,
    run: (ctx, { key }) => {
      revokeCalendarAddress(ctx, key);
      return goTo('/account/calendars', ['saved']);
    },
  },
});

export default function CalendarsPage() {
  const { title, calendars } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.calendarFeeds;
  return (
    <div className="wrap section grid max-w-2xl gap-5">
      <AccountHead title={title} lead={messages.lead} />
      <ul className="panel grid gap-5">
        {calendars.map(({ key, name, address }) => (
          <li key={key} className="grid gap-2">
            <h2 className="text-base">{name}</h2>
            {address && (
              <div className="field">
                <label htmlFor={`address-${key}`}>{messages.address}</label>
                <input className="input" id={`address-${key}`} type="url" readOnly value={address} />
              </div>
            )}
            <PostForm intents={['make', 'revoke']} hiddenFields={{ key }} className="flex flex-wrap gap-3">
              <CalendarButton intent="make" act={address ? messages.renew : messages.make} name={name} />
              {address && <CalendarButton intent="revoke" act={messages.revoke} name={name} />}
            </PostForm>
          </li>
        ))}
      </ul>
    </div>
  );
}

function CalendarButton({ intent, act, name }: { intent: 'make' | 'revoke'; act: string; name: string }) {
  const { actOn } = useMessages().calendarFeeds;
  return (
    <button type="submit" name="intent" value={intent} className="button quiet" aria-label={actOn(act, name)}>
      {act}
    </button>
  );
}
