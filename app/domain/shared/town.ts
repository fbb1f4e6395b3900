// Communes that Halle knows: INSEE codes from the official list, points at the village centre (rounded to about
// 100 m).
import type { Point } from './geo.ts';

export type Commune = Point & { insee: string; name: string; postcode: string };

export const communes: readonly Commune[] = [
  ['51183', 'Courcy', '51220', 49.3226, 4.0037],
  ['51055', 'Bétheny', '51450', 49.2855, 4.0553],
  ['51329', 'Loivre', '51220', 49.3453, 3.9794],
  ['51088', 'Brimont', '51220', 49.3389, 4.0264],
  ['51075', 'Bourgogne-Fresne', '51110', 49.3497, 4.0708],
  ['51291', 'Hermonville', '51220', 49.3358, 3.9092],
  ['51518', 'Saint-Thierry', '51220', 49.3036, 3.9644],
  ['51171', 'Cormicy', '51220', 49.3714, 3.8967],
  ['51662', 'Witry-lès-Reims', '51420', 49.2917, 4.1197],
  ['51454', 'Reims', '51100', 49.2578, 4.0319],
  ['51573', 'Tinqueux', '51430', 49.2506, 3.9908],
  ['51172', 'Cormontreuil', '51350', 49.2236, 4.0508],
  ['51474', 'Saint-Brice-Courcelles', '51370', 49.2664, 3.9822],
  ['51362', 'Merfy', '51220', 49.2958, 3.9497],
  ['51043', 'Bazancourt', '51110', 49.3661, 4.1708],
  ['51660', 'Warmeriville', '51110', 49.3517, 4.2181],
  ['51562', 'Taissy', '51500', 49.2153, 4.0942],
  ['51391', 'Muizon', '51140', 49.2739, 3.8903],
  ['51101', 'Caurel', '51110', 49.3072, 4.1464],
  ['51318', 'Lavannes', '51110', 49.3222, 4.1703],
  ['51439', 'Pomacle', '51110', 49.3378, 4.1439],
  ['51633', 'Villers-Franqueux', '51220', 49.3253, 3.9367],
  ['51444', 'Pouillon', '51220', 49.3136, 3.9492],
  ['51051', 'Berméricourt', '51220', 49.3664, 3.9836],
  ['51025', 'Auménancourt', '51110', 49.3756, 4.05],
].map(([insee, name, postcode, lat, lon]) => ({ insee, name, postcode, lat, lon }) as Commune);

/** Default start of distances: the hub of Microville 112, on the former air base. */
export const hub: Commune = { insee: '51183', name: 'Microville 112', postcode: '51220', lat: 49.3103, lon: 4.0501 };

export function findCommune(insee: string): Commune | undefined {
  return communes.find((commune) => commune.insee === insee);
}

/** Places that distances can be measured from, and the value of the chosen one. */
export function placeChoices(chosen: Commune): { places: { value: string; name: string }[]; chosen: string } {
  const value = (place: Commune) => (place === hub ? 'hub' : place.insee);
  return {
    places: [hub, ...communes].map((place) => ({ value: value(place), name: place.name })),
    chosen: value(chosen),
  };
}
