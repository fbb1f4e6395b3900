import { useMessages } from '#app/i18n/language.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { Photo, type Photograph } from '#app/ui/photo.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

/** The offer's photographs, with a form to add one. */
export function OfferPictures({ images }: { images: Photograph[] }) {
  const { offerEditor: messages } = useMessages();
  const p = messages.pictures;
  return (
    <section className="panel grid gap-4" id="pictures">
      <h2>{messages.sections.pictures}</h2>
      {images.length === 0 && <p className="small">{p.none}</p>}
      <ul className="thumbs wide">
        {images.map((image, i) => (
          <li key={image.id}>
            <Photo photo={image} sizes="220px" />
            {i > 0 && <PictureButton image={image} intent="first-image" label={p.putFirst} />}
            <PictureButton image={image} intent="remove-image" label={p.remove} />
          </li>
        ))}
      </ul>
      <PostForm
        intents={['add-image']}
        kept={{ crop: 'centre' }}
        encType="multipart/form-data"
        className="grid max-w-xl gap-4"
      >
        <Field label={p.file} type="file" name="file" accept="image/jpeg,image/png,image/webp,image/avif" required />
        <Field label={p.altFr} hint={p.altHint} name="alt_fr" maxLength={200} required />
        <Field label={p.altEn} hint={messages.hints.english} name="alt_en" maxLength={200} />
        <SelectField label={p.crop} name="crop">
          {(['centre', 'attention', 'top', 'bottom', 'whole'] as const).map((crop) => (
            <option key={crop} value={crop}>
              {p.crops[crop]}
            </option>
          ))}
        </SelectField>
        <button type="submit" className="button" name="intent" value="add-image">
          {p.add}
        </button>
      </PostForm>
    </section>
  );
}

/** A button under a photograph; its name says which one. */
function PictureButton({ image, intent, label }: { image: Photograph; intent: string; label: string }) {
  const { colon } = useMessages();
  return (
    <PostForm intents={[intent]} hiddenFields={{ image: image.id }}>
      <button
        type="submit"
        className="small min-h-11 cursor-pointer underline"
        name="intent"
        value={intent}
        aria-label={`${label}${colon}${image.alt}`}
      >
        {label}
      </button>
    </PostForm>
  );
}
