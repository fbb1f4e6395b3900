import { answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useMessages } from '#app/i18n/context.tsx';

export const meta = titled;

export const loader = answer('ranking', (visit) => ({ title: visit.t.ranking.title }));

export default function Ranking() {
  const { ranking: t } = useMessages();
  return (
    <div className="wrap section prose">
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <h2>{t.withWords}</h2>
      <ul>
        {t.withWordsList.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <h2>{t.without}</h2>
      <ul>
        {t.withoutList.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <h2>{t.sorts}</h2>
      <p>{t.sortsText}</p>
      <p>
        <b>{t.paid}</b>
      </p>
    </div>
  );
}
