// The head of a page below the account: the way back, its title and what it is for.
import { useMessages } from '#app/i18n/language.tsx';

export function AccountHead({ title, lead }: { title: string; lead: string }) {
  const t = useMessages();
  return (
    <div>
      <p>
        <a href="/account">{t.account.title}</a>
      </p>
      <h1>{title}</h1>
      <p className="lead mt-2">{lead}</p>
    </div>
  );
}
