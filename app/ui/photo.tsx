// A photograph in three formats and three widths; without one, the category's drawing.

export type Photograph = { id: string; width: number; height: number; alt: string };

const widths = [480, 960, 1600];

export function Photo({
  photo,
  sizes,
  lazy = true,
  className = '',
}: {
  photo: Photograph;
  sizes: string;
  lazy?: boolean;
  className?: string;
}) {
  const set = (format: string) => widths.map((width) => `/images/${photo.id}-${width}.${format} ${width}w`).join(', ');
  return (
    <picture>
      <source type="image/avif" srcSet={set('avif')} sizes={sizes} />
      <source type="image/webp" srcSet={set('webp')} sizes={sizes} />
      <img
        className={`photo ${className}`.trim()}
        src={`/images/${photo.id}-960.jpg`}
        srcSet={set('jpg')}
        sizes={sizes}
        alt={photo.alt}
        width={photo.width}
        height={photo.height}
        loading={lazy ? 'lazy' : undefined}
        decoding="async"
      />
    </picture>
  );
}
