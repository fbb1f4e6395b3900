import { useMessages } from '#app/i18n/language.tsx';

/** Explains a score in twenty seconds; a visitor closes it without a script or a cookie. */
export function ScoreIntro({ open }: { open: boolean }) {
  const { intro } = useMessages().scoreSentences;
  return (
    <details className="panel score-intro" open={open}>
      <summary>{intro.title}</summary>
      <dl>
        {intro.points.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="small mt-2">
        <a href="/method">{intro.more}</a>
      </p>
    </details>
  );
}
