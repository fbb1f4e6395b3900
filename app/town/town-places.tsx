import type { PlaceTotals } from '#app/domain/reporting/town-figures.server.ts';
import { findCommune, type Town } from '#app/domain/shared/town.ts';
import { mapBounds, mapSize, toPixels } from '#app/domain/shared/town-map.ts';
import { formatEuros, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';

type MapTown = Pick<Town, 'communes' | 'hub' | 'shortName'>;

const widest = 26;
const isListed = ({ soldCents, buyers }: PlaceTotals) => soldCents !== null || buyers > 0;

/**
 * Suppliers and buyers on the town's map: the area of a disc or ring follows the published amount sold or bought
 * there. The table has the same data.
 */
export function TownPlaces({ places, town }: { places: PlaceTotals[]; town: MapTown }) {
  const t = useMessages().observatory;
  const locale = useLocale();
  const maxCents = Math.max(1, ...places.flatMap(({ soldCents, boughtCents }) => [soldCents ?? 0, boughtCents ?? 0]));
  /** The eye compares areas, so the radius follows the square root. */
  const radius = (cents: number | null) => (cents === null ? 0 : Math.max(2, widest * Math.sqrt(cents / maxCents)));
  const quiet = places.filter((place) => !isListed(place)).map(({ insee }) => findCommune(town, insee)!.name);
  const bounds = mapBounds(town);
  const hub = toPixels(town.hub, bounds);
  const euros = (cents: number | null) => (cents === null ? t.notPublished : formatEuros(cents, locale));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
      <svg className="places" viewBox={`0 0 ${mapSize} ${mapSize}`} aria-hidden="true">
        {places.map((place) => {
          const commune = findCommune(town, place.insee)!;
          const { x, y } = toPixels(commune, bounds);
          const left = x > mapSize - 70;
          return (
            <g key={place.insee}>
              <circle className="sold" cx={x} cy={y} r={radius(place.soldCents)} />
              {place.buyers > 0 && (
                <circle className="bought" cx={x} cy={y} r={Math.max(5, radius(place.boughtCents))} />
              )}
              {place.suppliers > 0 && <circle className="stall" cx={x} cy={y} r="2" />}
              {isListed(place) && (
                <text x={left ? x - 5 : x + 5} y={y + 3} textAnchor={left ? 'end' : 'start'}>
                  {commune.name}
                </text>
              )}
            </g>
          );
        })}
        <circle className="hub" cx={hub.x} cy={hub.y} r="4" />
        <text className="hub" x={hub.x + 7} y={hub.y + 3}>
          {town.shortName}
        </text>
      </svg>
      <div>
        <p className="small mb-3">{t.placesLegend}</p>
        <div className="panel">
          <DataTable
            label={t.map}
            className="plain wide"
            columns={[
              { name: t.placeColumns.place },
              { name: t.placeColumns.suppliers, numeric: true },
              { name: t.placeColumns.buyers, numeric: true },
              { name: t.placeColumns.sold, numeric: true },
              { name: t.placeColumns.bought, numeric: true },
            ]}
          >
            {places.filter(isListed).map(({ insee, suppliers, buyers, soldCents, boughtCents }) => (
              <tr key={insee}>
                <th scope="row">{findCommune(town, insee)!.name}</th>
                <td className="n">{formatNumber(suppliers, locale)}</td>
                <td className="n">{formatNumber(buyers, locale)}</td>
                <td className="n">{euros(soldCents)}</td>
                <td className="n">{euros(boughtCents)}</td>
              </tr>
            ))}
          </DataTable>
        </div>
        {quiet.length > 0 && <p className="small mt-3">{t.quietPlaces(quiet.join(', '))}</p>}
      </div>
    </div>
  );
}
