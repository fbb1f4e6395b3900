import { useMessages } from '#app/i18n/language.tsx';

/** Chooses the place from which distances are measured; redirects to `to` afterwards. */
export function PlaceForm({
  to,
  places,
  chosen,
}: {
  to: string;
  places: { value: string; name: string }[];
  chosen: string;
}) {
  const t = useMessages();
  return (
    <form method="post" action="/preferences" className="panel grid max-w-md gap-3">
      <input type="hidden" name="to" value={to} />
      <label className="field">
        <span className="font-semibold">{t.account.place}</span>
        <select className="input" name="place" defaultValue={chosen}>
          {places.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button main">
        {t.account.placeSave}
      </button>
    </form>
  );
}
