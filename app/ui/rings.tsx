// Distances as rings of a quarter-hour on foot and by bicycle around the place, suppliers as dots. No map tiles.
import { distanceMeters, type Point, quarterHourMeters } from '#app/domain/shared/geo.ts';
import { formatDistance } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { tintClass } from './thing-picture.tsx';

type Dot = Point & { slug: string; name: string };

const bike = quarterHourMeters.bicycle;

export function Rings({
  place,
  dots,
  hrefOf = (slug) => `/suppliers/${slug}`,
  chosen = [],
  caption,
}: {
  place: Point & { name: string };
  dots: Dot[];
  /** The link of a dot, if there are several. */
  hrefOf?: (slug: string) => string;
  /** Highlighted dots; the others fade. */
  chosen?: readonly string[];
  /** Replaces the default caption, which explains the rings. */
  caption?: string;
}) {
  const t = useMessages();
  const locale = useLocale();
  const farthest = Math.max(2 * bike, ...dots.map((dot) => distanceMeters(place, dot)));
  const scale = 180 / farthest;
  const rings = [1, 2, 3].filter((n) => n * bike <= farthest * 1.05);
  const first = dots[0];
  const label =
    dots.length === 1 && first
      ? t.supplier.mapLabel(first.name, formatDistance(distanceMeters(place, first), locale), place.name)
      : t.supplier.rings;
  return (
    <figure>
      <svg
        viewBox="-200 -200 400 400"
        className="w-full rounded border border-line bg-paper"
        role={dots.length === 1 ? 'img' : 'group'}
        aria-label={label}
      >
        <g fill="none" stroke="var(--line)" strokeWidth="1.5">
          {rings.map((n) => (
            <circle key={n} r={n * bike * scale} />
          ))}
          <circle r={quarterHourMeters.foot * scale} strokeDasharray="3 4" stroke="var(--slate)" />
        </g>
        <path d="M-5 4V-1a5 5 0 0 1 10 0V4" fill="none" stroke="var(--ink)" strokeWidth="2.5" />
        <text
          y="18"
          className="ring-place"
          stroke="var(--paper)"
          strokeWidth="3"
          paintOrder="stroke"
          textAnchor="middle"
          fill="var(--ink)"
        >
          {place.name}
        </text>
        {dots.map((dot) => {
          const { x, y } = project(place, dot, scale);
          const circle = (
            <circle
              key={dot.slug}
              cx={x}
              cy={y}
              r={dots.length === 1 ? 7 : chosen.includes(dot.slug) ? 9 : 5}
              opacity={chosen.length > 0 && !chosen.includes(dot.slug) ? 0.35 : 1}
              className={`dot ${tintClass(dot.slug)}`}
              stroke="var(--paper)"
              strokeWidth="1.5"
            >
              <title>{`${dot.name}, ${formatDistance(distanceMeters(place, dot), locale)}`}</title>
            </circle>
          );
          if (dots.length === 1) return circle;
          return (
            <a
              key={dot.slug}
              href={hrefOf(dot.slug)}
              aria-label={dot.name}
              aria-current={chosen.includes(dot.slug) || undefined}
            >
              <circle cx={x} cy={y} r="13" fill="transparent" />
              {circle}
            </a>
          );
        })}
        <g
          className="ring-names"
          fill="var(--slate)"
          stroke="var(--paper)"
          strokeWidth="3"
          paintOrder="stroke"
          textAnchor="middle"
        >
          {rings.map((n) => (
            <text key={n} y={-n * bike * scale - 3}>
              {t.supplier.ringBike(15 * n)}
            </text>
          ))}
        </g>
      </svg>
      <figcaption className="small mt-2">{caption ?? label}</figcaption>
    </figure>
  );
}

/** Flat projection around the place: accurate enough over twenty kilometres. */
function project(place: Point, dot: Point, scale: number): { x: number; y: number } {
  const metersPerDegree = 111_195;
  return {
    x: Math.round((dot.lon - place.lon) * metersPerDegree * Math.cos((place.lat * Math.PI) / 180) * scale),
    y: Math.round(-(dot.lat - place.lat) * metersPerDegree * scale),
  };
}
