export const pages = {
  account: {
    formKept:
      'Vous n’étiez plus connecté. Votre formulaire est gardé une heure : connectez-vous, et il sera là, sans ses fichiers ni ses codes.',
    signInTitle: 'Se connecter',
    signUpTitle: 'Créer un compte',
    email: 'Courriel',
    password: 'Mot de passe',
    passwordHint: 'Douze caractères ou plus. Quatre mots à vous se retiennent bien.',
    signIn: 'Se connecter',
    signUp: 'Créer le compte',
    noAccount: 'Pas encore de compte ?',
    hasAccount: 'Déjà un compte ?',
    wrong: 'Ce courriel et ce mot de passe ne vont pas ensemble.',
    name: 'Votre nom',
    signUpOrganisation: 'Un compte pour une organisation qui achète.',
    signUpPerson: 'Un compte pour une personne.',
    signUpOther: { person: 'J’achète pour moi', organisation: 'J’achète pour une organisation' },
    organisation: 'Organisation',
    organisationName: 'Nom de l’organisation',
    siret: 'SIRET',
    siretHint: 'Quatorze chiffres.',
    rna: 'Numéro RNA',
    rnaHint: 'Pour une association qui n’a pas de SIRET, comme W511234567.',
    rnaIs: (rna: string) => `RNA ${rna}`,
    kind: 'Forme',
    kinds: {
      company: 'Entreprise',
      association: 'Association',
      cooperative: 'Coopérative',
      public: 'Collectivité ou établissement public',
    },
    address: 'Adresse',
    commune: 'Commune',
    title: 'Mon compte',
    signedInAs: (name: string, email: string) => `${name}, ${email}`,
    organisations: 'Mes organisations',
    noOrganisation: 'Vous achetez en votre nom.',
    organisationFacts: 'Nom et adresse',
    organisationFactsWhy:
      'Ils valent pour les prochaines commandes et factures ; ce qui est déjà commandé ou facturé garde les anciens.',
    people: 'Personnes, nom et adresse',
    otherSiret: 'Demander un autre SIRET',
    otherSiretWhy: 'Un steward vérifie à qui est cet établissement, puis décide. Rien ne change avant.',
    siretAsked: (siret: string) => `Demande en cours pour le SIRET ${siret}. Une autre demande la remplace.`,
    askSiret: 'Demander',
    siretIs: (siret: string) => `SIRET ${siret}`,
    preferences: 'Préférences',
    place: 'D’où mesurer les distances',
    placeSave: 'Mesurer depuis ce lieu',
    forget: {
      title: 'Fermer mon compte',
      link: 'Fermer mon compte et être oublié',
      lead: 'Votre compte est fermé et votre nom effacé, tout de suite et sans retour.',
      what: [
        'Vos nom, adresse, téléphone, courriel et messages disparaissent des commandes, des lettres et des recherches gardées.',
        'Ce que vos achats ont fait reste au registre, sans rien qui mène à vous : ce qui liait les entrées à vous est détruit.',
        'Les factures sont gardées dix ans, comme la loi le veut (Code de commerce, art. L123-22).',
        'Une commande passée pour une organisation reste celle de l’organisation.',
        'Une organisation dont vous êtes la seule personne est fermée avec votre compte.',
      ],
      sure: 'Oui, fermer mon compte sans retour',
      sureMissing: 'Cochez pour fermer le compte.',
      now: 'Fermer mon compte',
      keep: 'Le garder',
      refused: {
        unknown: 'Ce compte n’existe plus.',
        'open-orders': 'Une commande est encore à payer, à préparer ou à remettre : le compte se ferme après elle.',
        'has-a-supplier': 'Vous tenez un étal : confiez-le d’abord à quelqu’un de son équipe.',
        'holds-a-role': 'Vous avez un rôle dans la ville : passez-le d’abord.',
        'leads-an-organisation':
          'Vous administrez seul une organisation qui a d’autres personnes : transmettez-la d’abord.',
      },
    },
    demo: 'Comptes de démonstration',
    demoWho: ['achète pour un tiers-lieu', 'achète pour elle', 'tient un étal', 'steward de la coopérative'],
    demoHelp: (password: string) => `Mot de passe : ${password}`,
  },
  ledger: {
    title: 'Le registre',
    lead: 'Un journal que l’on peut seulement prolonger. Chaque ligne de commande payée y laisse une entrée, chaque lot d’entrées un sommet signé.',
    size: 'Entrées',
    root: 'Racine',
    checkpoint: 'Dernier sommet signé',
    key: 'Clé de vérification',
    erased: (parts: { reason: 'person' | 'organisation' | 'term'; entries: number }[]) =>
      parts.length === 0
        ? 'Aucune partie privée n’a été effacée.'
        : `Parties privées effacées, sur demande ou à leur terme : ${parts
            .map(
              ({ reason, entries }) =>
                `${entries} (${{ person: 'personnes', organisation: 'organisations', term: 'terme échu' }[reason]})`,
            )
            .join(', ')}. Les entrées, elles, restent.`,
    provesTitle: 'Ce qu’il prouve',
    proves: [
      'ce qui a été dit, à quelle date, avec quelle méthode et quels facteurs ;',
      'que rien n’a été réécrit, retiré ni glissé entre deux entrées depuis qu’un sommet est sorti d’ici.',
    ],
    provesNotTitle: 'Ce qu’il ne prouve pas',
    provesNot: [
      'que ce qu’un fournisseur a déclaré était vrai : c’est le travail des preuves ;',
      'qu’une entrée n’a pas été corrigée ou annulée depuis : la correction est une entrée plus récente, que l’acheteur voit sur sa commande ;',
      'sans témoin extérieur, que nous n’avons pas montré deux journaux différents ; les témoins sont nommés plus bas.',
    ],
    checkTitle: 'Vérifier soi-même',
    check:
      'Le journal suit des formats publics : arbre RFC 6962, sommets et tuiles C2SP, signatures Ed25519. Tout est servi sous une seule adresse.',
    totals: 'Ce que les achats de la ville ont fait',
    month: 'Mois',
    orders: 'Commandes',
    published: (at: string, size: string) =>
      `Chiffres publiés chaque nuit : ceux-ci le ${at}, à partir des ${size} premières entrées du registre.`,
    unpublished: 'Rien n’est encore publié : il faut assez de commandes, de fournisseurs et d’acheteurs, et une nuit.',
    smallCell: 'pas encore assez de commandes, de fournisseurs et d’acheteurs : non publié',
    chart: 'CO₂e face aux références publiées, par mois, avec intervalle',
    checkpoints: 'Derniers sommets',
    feed: 'Halle : sommets signés du registre',
    feedEntry: (size: number) => `Sommet de ${size} entrées`,
    feedLink: 'S’abonner aux sommets (Atom)',
    verifyLink: 'Vérifier un reçu dans votre navigateur',
    witnesses: 'Témoins',
    witnessesLead:
      'Un témoin garde le plus grand sommet qu’il a vu et ne signe que ce qui le prolonge. Montrer deux journaux différents demanderait de le tromper aussi.',
    noWitness:
      'Aucun témoin n’a encore signé : le registre prouve l’ordre, pas qu’il est seul. Gardez vos reçus, ils nous lient.',
    at: 'Signé',
    empty: 'Le registre est vide : la première commande payée l’ouvrira.',
    download: 'Texte du sommet',
  },
  method: {
    title: 'La méthode',
    lead: 'Trois choses, jamais additionnées : la note d’un fournisseur, l’impact d’une ligne de commande, et le registre qui garde la seconde.',
    status:
      'Statut : proposition. Ancres, poids et classes d’incertitude seront calés sur une trentaine de fournisseurs réels, puis votés par les membres de la coopérative.',
    scoreTitle: 'La note du fournisseur',
    scoreText: [
      'Trois piliers de même poids, huit critères chacun. Chaque valeur passe par une courbe de 0 à 100, puis est pesée par la qualité de sa preuve.',
      'À l’intérieur d’un pilier, un critère peut en compenser un autre (moyenne). D’un pilier à l’autre, non (moyenne géométrique) : 95, 95 et 10 donnent 45, quand 66 partout donne 66.',
      'Une simple déclaration pèse zéro dans « prouvé » : elle ne compte que dans « déclaré ». Ce que Halle mesure ou lit dans un registre compte sans formulaire.',
      'Une preuve périmée s’efface en six mois, puis ne compte plus. Inconnu n’est pas « ne s’applique pas » : seul le tableau de la méthode exempte un critère.',
      'Sous vingt personnes, les heures d’insertion ne comptent que si elles relèvent la note.',
      'Personne ne tape un pourcentage tout fait : le fournisseur donne des quantités, Halle calcule la valeur.',
      'Sans rien de vérifié, la note prouvée vaut 1 : c’est le plus bas que la moyenne donne.',
    ],
    notHeldTitle: 'Ce que personne ne contrôle par calcul',
    notHeld: [
      'Le territoire : les communes de la ville, que le fournisseur compte et que les stewards vérifient sur pièces.',
      'La comparaison de l’intensité en emploi dans un même métier : elle n’est pas faite.',
      'La sincérité d’une décomposition de prix : seule sa présence est mesurée.',
      'Une amende, une condamnation, la rémunération d’un groupe : c’est la parole signée du fournisseur, qu’un steward peut contredire.',
      'L’intensité carbone n’a pas de médiane publiée par métier : la pièce doit dire d’où vient celle qui est donnée, sinon deux stewards peuvent dire que le critère ne s’applique pas.',
      'La ponctualité des livraisons : la méthode n’a pas de critère pour elle.',
    ],
    levelsTitle: 'Ce que vaut une preuve',
    level: 'Niveau',
    weight: 'Poids',
    criteriaTitle: 'Les vingt-quatre critères',
    criterion: 'Critère',
    unit: 'Unité',
    curve: 'Courbe (valeur → note)',
    validity: 'Validité',
    months: (count: number) => `${count} mois`,
    impactTitle: 'L’impact d’une ligne de commande',
    impactText: [
      'Masse, euros redépensés près d’ici, heures d’insertion et, quand une référence publiée existe, la différence de CO₂e avec elle. Sans référence, aucun CO₂e n’est annoncé.',
      'Chaque nombre est un entier avec un intervalle à 95 % ; ses largeurs sont des hypothèses de ce projet, aucun éditeur n’en donne. La valeur centrale n’est pas une moyenne. Un facteur présent des deux côtés est tiré une seule fois, et les facteurs d’une même étude ont une part d’erreur commune ; un total agrège d’abord, propage ensuite.',
      'Réemploi : la remise en état coûte 10 % du neuf [2 à 25]. Une chose d’occasion ne remplace pas un neuf entier : elle en remplace ce qu’il lui reste de vie, 60 % pour un meuble [30 à 100], 50 % pour un vêtement [20 à 90] ou un appareil [25 à 85], sauf si le vendeur la dit ; et seulement dans la part des cas où elle évite un achat neuf (55 % des meubles, 50 % des vêtements, 65 % de l’électronique), sauf réponse de l’acheteur.',
      'C’est une convention. Le calculateur national en suit une autre : il crédite un vêtement d’occasion ordinaire de 1 % environ, et de 40 % s’il est choisi avec soin. La nôtre dit 15 % quand personne ne répond, 40 % quand l’acheteur répond « neuf ».',
      'Local et de saison : la ferme du vendeur et celle de la référence sont deux tirages d’une même étude. Une serre chauffée a sa propre valeur et sort plus mauvaise que la tomate de saison.',
      'Transport : kilomètres du véhicule × ce qu’un kilomètre émet, énergie, entretien et fabrication. Trajet dédié : aller-retour, autant de fois qu’il le faut ; tournée partagée : tonnes × km × kilomètres du véhicule par tonne-km, jamais plus que des trajets à part. La distance par la route est estimée : vol d’oiseau × 1,3, entre deux points que quelqu’un a placés ; sinon elle est inconnue.',
      'La norme ISO 14044 demande une revue critique par un panel pour une comparaison rendue publique, et le guide du GHG Protocol de 2019 un scénario de référence par usage : cette méthode n’a eu ni l’une ni l’autre.',
      'La part redépensée près d’ici porte ± 2 à 15 points selon sa preuve, les heures ± 5 à 30 %. Ces demi-largeurs sont des hypothèses de ce projet.',
    ],
    rateTitle: 'Le réemploi remplace-t-il du neuf ?',
    rate: (mid: string, lo: string, hi: string, answers: number) =>
      `D’après ${answers} réponses d’acheteurs de la ville : dans ${mid} des cas, entre ${lo} et ${hi}.`,
    rateUnknown: 'Trop peu de commandes, de fournisseurs ou d’acheteurs y ont répondu : rien n’est publié.',
    rateUse: (needed: number) =>
      `À partir de ${needed} réponses, les stewards peuvent publier des facteurs qui s’en servent ; les anciennes entrées gardent l’hypothèse de leur jour.`,
    /** The words of factors' units, which the data names in French; others stay as they are. */
    unitLabels: [] as readonly (readonly [of: string, label: string])[],
    factorsTitle: 'Les facteurs',
    factorsAll: (count: number) => `Les ${count} facteurs, chacun avec son intervalle, sa source et où il sert`,
    factor: 'Facteur',
    value: 'Valeur',
    uncertainty: 'Incertitude',
    source: 'Source',
    parametersTitle: 'Les hypothèses',
    range: 'Intervalle',
    version: (method: string, factors: string) => `Versions en vigueur : ${method}, ${factors}.`,
    seen: { SEEN: 'lu dans une copie de la source', KNOWN: 'à vérifier dans la source' } as Record<string, string>,
  },
  ranking: {
    title: 'Ce qui ordonne les résultats',
    lead: 'Personne ne paie pour être devant. Voici tout ce qui joue, tel que le programme le fait, du plus fort au plus faible.',
    withWords: 'Avec des mots',
    rules: {
      understood: () =>
        'Vos mots sont d’abord compris : prix, jour, nombre de personnes, labels, puis la chose ou le besoin. Les offres de cette chose passent devant celles dont seul le nom ressemble.',
      'all-words': () => 'Tous vos mots doivent être là : rien n’est montré qui ne réponde qu’à une partie.',
      likeness: ({ exact, beginning, synonym }: Record<'exact' | 'beginning' | 'synonym', number>) =>
        `Un mot tel quel compte ${exact}, le début d’un mot plus long ${beginning}, un synonyme ${synonym}.`,
      rarity: () => 'Plus un mot est rare au marché, plus il pèse.',
      elsewhere: ({ share }: { share: number }) =>
        `Hors du nom (description, rayon, fournisseur), un mot compte ${share} % de ce qu’il compte dans le nom.`,
      'name-only': ({ bonus }: { bonus: number }) =>
        `Un nom qui contient tous vos mots gagne jusqu’à ${bonus}, d’autant plus qu’il contient peu d’autres mots.`,
      'name-begins': ({ bonus }: { bonus: number }) => `Un nom qui commence par votre premier mot gagne ${bonus}.`,
      typos: (n: Record<'below' | 'one' | 'two' | 'oneTypo' | 'twoTypos', number>) =>
        `À moins de ${n.below} réponses, un mot que personne n’emploie est lu à une faute près dès ${n.one} lettres (${n.oneTypo}), à deux dès ${n.two} (${n.twoTypos}).`,
      'scored-first': ({ first }: { first: number }) =>
        `Quand les réponses sont nombreuses, ces règles classent les ${first} premières : celles dont le nom porte tous vos mots d’abord, les noms courts avant les longs ; les suivantes viennent dans cet ordre.`,
    },
    without: 'Sans mots',
    withoutList: ['Chaque fournisseur a son tour.', 'À chaque tour, le plus proche du lieu choisi passe d’abord.'],
    sorts: 'Par note, distance, prix ou au plus tôt',
    sortsText:
      'Ces tris suivent le seul critère nommé. Le tri par note prend la note prouvée, jamais la déclarée, et n’existe pas pour les consommateurs. « Au plus tôt » va par le premier moment libre de ce qui se réserve, et par le premier jour d’arrivée du reste.',
    publicBuyers: 'Pour un acheteur public, le lieu ne joue nulle part.',
    paid: 'Aucun placement payé, aucune commission qui change l’ordre.',
  },
  legal: {
    title: 'Mentions légales et conditions',
    lead: 'Cette instance est une démonstration. L’éditeur d’une instance réelle met ici son identité, son hébergeur et ses conditions.',
    publisher: (operator: string) => `Éditeur : ${operator}.`,
    sections: [
      [
        'Qui vend',
        'Chaque fournisseur vend en son nom ; son identité légale est sur sa page. Halle encaisse pour leur compte.',
      ],
      [
        'Prix',
        'Les particuliers lisent des prix toutes taxes comprises : prix fois quantité est ce qui est payé. Les organisations lisent des prix hors taxe, la TVA est calculée par taux et par vendeur. La livraison a la TVA de ce qu’elle porte. Les vendeurs en franchise portent la mention de l’article 293 B.',
      ],
      [
        'Commande',
        'La commande est ferme au paiement. Le stock est réservé trente minutes. Ce qui était affiché est ce qui est payé.',
      ],
      [
        'Garanties',
        'Garantie légale de conformité et garantie des vices cachés. Les consommateurs ont quatorze jours pour se rétracter, hors denrées périssables et services exécutés.',
      ],
      [
        'Réclamations',
        'Écrivez d’abord au vendeur, puis à la coopérative ; un médiateur de la consommation peut être saisi.',
      ],
    ] as [string, string][],
  },
  otherOrigin: {
    title: 'Ce formulaire vient d’une autre adresse',
    lead: 'Rien n’a été enregistré. Halle n’accepte un formulaire que depuis ses propres pages : aucun autre site ne peut ainsi agir à votre place.',
    address: (origin: string) => `L’adresse de ce marché est ${origin} : ouvrez-le là, puis recommencez.`,
    open: 'Ouvrir le marché à son adresse',
  },
  accessibility: {
    title: 'Accessibilité',
    lead: 'État : partiellement conforme au RGAA 4.1 et aux WCAG 2.2 AA, d’après nos propres contrôles.',
    sections: (contact: string): [string, string][] => [
      [
        'Ce qui est contrôlé',
        'Chaque page passe l’outil axe sans violation dans nos tests, se parcourt au clavier, se lit à 200 % et à 320 px de large, et fonctionne sans JavaScript.',
      ],
      [
        'Ce qui ne l’est pas encore',
        'Aucun audit par un tiers n’a eu lieu, et aucun essai avec des personnes utilisant un lecteur d’écran.',
      ],
      ['Nous écrire', `Une page vous résiste ? Écrivez à ${contact} : réponse sous cinq jours ouvrés.`],
    ],
  },
  eco: {
    title: 'Écoconception',
    lead: 'Le site pèse le moins possible, et publie ce qu’il pèse.',
    sections: [
      [
        'Pages',
        'Rendues sur le serveur, lisibles sans script. Pas d’image d’ambiance, pas de carte en tuiles, une seule police, aucun tiers.',
      ],
      [
        'Budget',
        'Par page : 400 éléments, 15 requêtes, 250 ko au plus. La liste des fournisseurs, la comparaison et la méthode dépassent encore les 400 éléments. L’EcoIndex des pages principales est mesuré par « npm run bench » et publié dans docs/bench.md.',
      ],
      ['Serveur', 'Un processus, une base embarquée, une recherche embarquée : une petite machine suffit à une ville.'],
    ] as [string, string][],
  },
};
