import { Form } from '@remix-run/react';
import { useMessages } from '#app/i18n/language.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { Photo, type Photograph } from '#app/ui/photo.tsx';

type Props = { images: Photograph[]; error: string | null; typed: Record<string, string>; added: boolean };

/** The offer's photographs, with a form to add one. */
export function OfferPictures({ images, error, typed, added }: Props) {
  const t = useMessages();
  const messages = t.offerEditor;
  const p = messages.pictures;
  return (
    <section className="panel grid gap-4" id="pictures">
      <h2>{messages.sections.pictures}</h2>
      {added && (
        <p className="notice" role="status">
          {p.added}
        </p>
      )}
      {images.length === 0 && <p className="small">{p.none}</p>}
      <ul className="thumbs wide">
        {images.map((image) => (
          <li key={image.id}>
            <Photo photo={image} sizes="220px" />
            <Form method="post">
              <input type="hidden" name="image" value={image.id} />
              <button
                type="submit"
                className="small min-h-11 cursor-pointer underline"
                name="intent"
                value="remove-image"
                aria-label={`${p.remove}${t.colon}${image.alt}`}
              >
                {p.remove}
              </button>
            </Form>
          </li>
        ))}
      </ul>
      <Form method="post" encType="multipart/form-data" className="grid max-w-xl gap-4">
        <Field
          label={p.file}
          type="file"
          name="file"
          accept="image/jpeg,image/png,image/webp,image/avif"
          required
          error={error ?? undefined}
        />
        <Field
          label={p.altFr}
          hint={p.altHint}
          name="alt_fr"
          maxLength={200}
          required
          defaultValue={typed.alt_fr ?? ''}
        />
        <Field
          label={p.altEn}
          hint={messages.hints.english}
          name="alt_en"
          maxLength={200}
          defaultValue={typed.alt_en ?? ''}
        />
        <SelectField label={p.crop} name="crop" defaultValue="centre">
          {(['centre', 'attention', 'top', 'bottom', 'whole'] as const).map((crop) => (
            <option key={crop} value={crop}>
              {p.crops[crop]}
            </option>
          ))}
        </SelectField>
        <button type="submit" className="button" name="intent" value="add-image">
          {p.add}
        </button>
      </Form>
    </section>
  );
}
