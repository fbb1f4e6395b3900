import { useMessages } from '#app/i18n/language.tsx';

/** The page of a letter whose link is good no longer, with what its reader can do. */
export function EndedLink({ links }: { links: readonly (readonly [path: string, name: string])[] }) {
  const { ended } = useMessages().accountAccess;
  return (
    <div className="wrap section grid max-w-xl content-start gap-5">
      <h1>{ended.title}</h1>
      <p className="lead">{ended.lead}</p>
      <p className="flex flex-wrap gap-3">
        {links.map(([path, name], i) => (
          <a key={path} className={i === 0 ? 'button main' : 'button quiet'} href={path}>
            {name}
          </a>
        ))}
      </p>
    </div>
  );
}
