// Responses of the public company directory, and its failures.
import { HttpResponse, http } from 'msw';

export const directory = 'https://directory.test/';
const search = `${directory}search`;

/** The response of "Recherche d'entreprises", with the fields that we read and some that we do not. */
export function knows(siren: string, state: 'A' | 'C' = 'A') {
  return http.get(search, () =>
    HttpResponse.json({
      results: [
        {
          siren,
          nom_complet: 'LES SERRES DE BRIMONT',
          nature_juridique: '5499',
          activite_principale: '01.13Z',
          tranche_effectif_salarie: '02',
          etat_administratif: state,
          complements: { est_ess: true, est_siae: false, est_bio: true, est_rge: null, est_societe_mission: 'O' },
          siege: { commune: '51088' },
        },
      ],
      total_results: 1,
    }),
  );
}
export const knowsNobody = http.get(search, () => HttpResponse.json({ results: [], total_results: 0 }));
export const down = http.get(search, () => new HttpResponse(null, { status: 503 }));
export const unreachable = http.get(search, () => HttpResponse.error());
export const otherShape = http.get(search, () => HttpResponse.json({ companies: 'yes' }));
export const elsewhere = http.get(search, () => HttpResponse.redirect('https://evil.test/'));
