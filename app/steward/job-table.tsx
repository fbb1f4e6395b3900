import type { JobRow } from '#app/domain/jobs/jobs.server.ts';
import { formatDateTime, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';

/** Jobs with their last and next runs. `now`: a job that is due already waits for something to do, or runs. */
export function JobTable({ title, now, jobs }: { title: string; now: string; jobs: readonly JobRow[] }) {
  const messages = useMessages().jobs;
  const columns = [messages.job, messages.outcome, messages.lastRun, messages.took, messages.due];
  return (
    <DataTable label={title} columns={columns.map((name, i) => ({ name, numeric: i === 3 }))}>
      {jobs.map((job) => (
        <JobLine key={job.name} job={job} now={now} />
      ))}
    </DataTable>
  );
}

function JobLine({ job, now }: { job: JobRow; now: string }) {
  const messages = useMessages().jobs;
  const locale = useLocale();
  return (
    <tr>
      <th scope="row">{messages.names[job.name]}</th>
      <td>
        <JobEnd job={job} />
      </td>
      <td>{job.lastRunAt && formatDateTime(job.lastRunAt, locale)}</td>
      <td className="n">{job.tookMs !== null && messages.seconds(formatNumber(job.tookMs / 1000, locale, 1))}</td>
      <td>{nextRun()}</td>
    </tr>
  );

  function nextRun() {
    if (job.takenUntil !== null && job.takenUntil > now) return messages.running;
    return job.dueAt <= now ? messages.waiting : formatDateTime(job.dueAt, locale);
  }
}

function JobEnd({ job: { outcome, error, failures } }: { job: JobRow }) {
  const messages = useMessages().jobs;
  if (outcome === null) return messages.never;
  return (
    <>
      <span className={outcome === 'done' ? 'state state-done' : 'state state-care'}>{messages.outcomes[outcome]}</span>
      {error !== null && <p className="small break-all">{error}</p>}
      {failures > 0 && <p className="small">{messages.failures(failures)}</p>}
    </>
  );
}
