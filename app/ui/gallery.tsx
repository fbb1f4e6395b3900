// Photographs of an offer: swiped by scroll snap, chosen by links, each a link to itself in large. No script.
import { useMessages } from '#app/i18n/language.tsx';
import { Photo, type Photograph } from './photo.tsx';

export function Gallery({ photos }: { photos: Photograph[] }) {
  const { gallery: t } = useMessages();
  return (
    <>
      <ul className="slides" aria-label={t.label}>
        {photos.map((photo, i) => (
          <li key={photo.id} id={photoAnchor(i)}>
            <a href={`/images/${photo.id}-1600.jpg`}>
              <Photo photo={photo} sizes="(min-width: 48rem) 640px, 100vw" lazy={i > 0} />
              <span className="zoom">{photos.length > 1 ? t.enlargeOf(i + 1, photos.length) : t.enlarge}</span>
            </a>
          </li>
        ))}
      </ul>
      {photos.length > 1 && (
        <ul className="thumbs">
          {photos.map((photo, i) => (
            <li key={photo.id}>
              <a href={`#${photoAnchor(i)}`} aria-label={t.show(i + 1, photos.length)}>
                <Photo photo={{ ...photo, alt: '' }} sizes="110px" />
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function photoAnchor(i: number): string {
  return `photo-${i + 1}`;
}
