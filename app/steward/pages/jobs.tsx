import { useLoaderData } from '@remix-run/react';
import { listJobs } from '#app/domain/jobs/jobs.server.ts';
import { isoUtc } from '#app/domain/shared/context.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { JobTable } from '#app/steward/job-table.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/jobs', (ctx) => ({
  title: ctx.t.jobs.title,
  now: isoUtc(ctx.now),
  jobs: listJobs(ctx),
}));

export default function JobsPage() {
  const { title, now, jobs } = useLoaderData<typeof loader>();
  const messages = useMessages().jobs;
  return (
    <StewardLayout title={title}>
      <p className="lead">{messages.lead}</p>
      {jobs.length === 0 ? <p>{messages.none}</p> : <JobTable title={title} now={now} jobs={jobs} />}
    </StewardLayout>
  );
}
