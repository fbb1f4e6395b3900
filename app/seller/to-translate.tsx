import { useMessages } from '#app/i18n/language.tsx';
import { CheckField } from '#app/ui/field.tsx';

/** The French text was changed after its translation: to be translated again, or said to fit (`fits_<field>`). */
export function ToTranslate({ field }: { field: string }) {
  const messages = useMessages().offerEditor;
  return (
    <div className="notice care">
      <p>{messages.toTranslate}</p>
      <CheckField name={`fits_${field}`} value="1" label={messages.stillFits} />
    </div>
  );
}
