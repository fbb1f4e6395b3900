// The vocabulary of the claim guard: classes of words in both languages, without accents; `*` is any ending.
// A word may be in several classes. The rules say what a class means for a text.

/** Things that are protected or harmed. */
const environment = {
  nature: `environnement environnements environnemental environnementale environnementales environnementaux environment
    environments environmental environmentally planete planetes planet planets planetary climat climats climatique climatiques
    climatiquement climato climate climates biodiversite biodiversity ecosysteme* ecosystem* biosphere`,
  wild: `nature natures terre oceans ocean oceane mers rivieres riviere forets foret faune flore vivant abeilles
    pollinisateurs earth rivers river seas sea forests wildlife bees waterways marine marins aquatic aquatique aquatiques generations
    globe milieux monde world nappes eaux air`,
  carbon: `carbone carbon carbones co2 co2e ges ghg decarbon*`,
  emission: `emission emissions emettre emet emettons emettent emettra emit emits emitted emitting rejets rejet footprint
    footprints empreinte empreintes bilan gaz`,
  impact: `impact impacts empreinte empreintes footprint footprints`,
};

/** Deeds that are said to be done to them. */
const deeds = {
  care: `respect* protege proteger protegeant protegent protegez protegeons protection preserv* menage menagent menageant
    menager aime aiment aimer aimez amour amoureux amoureuse amis ami amie amies allie alliee allies soin soins soucieux
    soucieuse soucieuses souci bien bienveillan* bon bons bonne bonnes sauve sauver sauvent sauvez sauvons sauvons aide aident
    aider aidez soulage* repare regener* soigne epargn* doux douce douces douceur inoffensi* harmless gentle friend friends
    friendly kind kinder kindly safe safer love loves loving lover care cares caring careful good better best sav* protect*
    preserv* respect* help helps helping heal heals healing positive positif positifs positive positives sound conscious
    consciously aware responsib* correct correctly benign compatible compatibles nurtur* restor* giving give gives gave merci
    thank thanks beneficial benefique* benefi* agir act acting fight fights lutte lutter luttons engage engagee engages
    engagees engagement commit* ensemble reconcil* harmonie harmony friendliest mindful thoughtful considerate hero heros
    responsab* citoyen* plaisir sourire smile smiles remercie* remercier`,
  harm: `danger risque risques nuire nuit nuisible nuisance nuisances nocif nocive nocifs harm harming hurt hurting hurts
    damage damaging abimer abime detruire detruit polluer pollue polluent pollution pollutions polluant polluants polluante
    polluantes pollueront polluera pollute pollutes polluting pollutant blesser peser pese cost costing toxic toxique`,
  pollute: `pollu* depollu* contamin*`,
  less: `moins moindre moindres less lower fewer reduit reduite reduits reduites reduire reduisent reduisons reduirons
    reduction reductions reduce reduces reduced reducing diminu* limite limitee limites limitees limiter limited minime minimes
    minimal minimum minimis* faible faibles low bas basse petit petite petits small smaller lighter leger legere allege allegee
    alleges coupe cut cuts halve halved moitie divise divisee divises save saves saving savings economis* baisse baisser`,
  fewer: `moins moindre moindres less lower fewer reduit reduite reduits reduites reduire reduisent reduisons reduirons reduction
    reductions reduce reduces reduced reducing diminu* moitie halve halved divise divisee divises save saves saving savings economis* economie economies
    baisse baisser cut cuts`,
  more: `plus mieux meilleur meilleure meilleurs meilleures more better most best greener greenest cleaner cleanest kinder
    kindest`,
  zero: `zero sans aucun aucune nul nulle nuls nulles no without 0 null neutre neutres neutralite neutral neutrality neutralis*
    neutrally free exempt`,
  none: `sans aucun aucune zero no without free non exempt exempte depourvu ni`,
};

const descriptions = {
  ecological: `ecologiqu* ecological* ecolo ecolos ecoresponsab* ecofriendl* ecoconc* ecoconcu* ecodesign* ecoengag*
    ecocitoyen* ecoconscious* ecologiste agroecolog* ecoefficien* bioresponsab* ecosafe ecocompatible ecovertueu* ecodurab* ecopositive ecorecycl*
    ecoproduit* ecoproduct* ecofabriq* ecoattitude ecogest* ecochoix ecopratiqu* ecofute`,
  eco: `eco ecos`,
  ecoAfter: `responsab* concu concue concus concues conception friendl* engag* citoyen* conscious* design* geste gestes
    attitude produit produits product products choice choix warrior clean cleaning smart safe certifie* valid* approved approuve
    fabriqu* vertueu* durab* positive positif compatible recycl* made packaging emballage chic logique range gamme version mode
    aware minded jacket bag brand promise seal label hotel option options solution solutions way performance pratique
    ambition luxury luxe sac serie line collection soap savon cleaner alternative`,
  virtuous: `vertueux vertueuse vertueuses vertueusement virtuous`,
  responsible: `responsable responsables responsablement responsible responsibly`,
  conscious: `conscious consciously raisonne raisonnee raisonnes raisonnees consciencieu* conscience`,
  sustainable: `sustainable sustainably sustainability sustainabl*`,
  durable: `durable durables durablement durabilite`,
  clean: `propre propres proprement clean cleaner cleanest cleanly`,
  natural: `naturel naturelle naturels naturelles naturellement natural naturally`,
  recycled: `recycle recyclee recyclees recycles recycled upcycle upcyclee upcyclees upcycles upcycled surcycl* revalorise*`,
  recyclable: `recyclable recyclables recyclability recyclabilite`,
  biobased: `biosourc* biobased bioplastique* bioplastic* biomateriau* agrosourc*`,
  biodegradable: `biodegrad* oxodegrad* oxobiodegrad* photodegrad* hydrodegrad*`,
  compostable: `compostable compostables compostabilite compostability homecompostable`,
  ethical: `ethique ethiques ethiquement ethical ethically ethics`,
  fairTrade: `equitable equitables equitablement fairtrade`,
  solidary: `solidaire solidaires solidairement solidarite solidarity inclusi* humaniste`,
};

const kindsOfThing = {
  abstract: `energie energies electricite courant livraison livraisons logistique transport transports imprimerie entreprise
    entreprises societe gamme gammes formule formules choix geste gestes demarche demarches solution solutions numerique
    finance chimie croissance economie nettoyage entretien menage hebergement traiteur boulangerie hotel hotellerie restaurant
    marque mode production fabrication consommation achat achats attitude avenir futur innovation technologie technologies
    service services option alternative initiative politique transition commerce boutique tourisme mobilite evenement
    evenements engagement philosophie vie quotidien bureautique communication banque ville cuisine imprimeur coursier coursiers
    brasserie blanchisserie pressing cuisson impression emballages chantier investissement travail metier
    energy electricity power delivery logistics business company companies choice choices way ways range brand brands option
    solution solutions future growth economy cleaning catering caterer hosting printing printer bakery hotel lifestyle living
    chemistry technology tech service services courier couriers transport mobility production manufacturing shopping
    purchase event events credentials promise commitment standard standards revolution alternative alternatives shop store team
    heart values philosophy thinking mindset initiative policy practice practices events wedding office`,
  sellsGreen: `voiture voitures car cars van vans taxi taxis bus camion camions camionnette camionnettes scooter scooters savon savons lessive detergent detergents nettoyant nettoyants degraissant liquide lessives peinture peintures
    papier papiers emballage emballages barquette pack packs kit bureau jouet jouets vaisselle produit produits couche couches
    ramette encre cosmetique cosmetiques soap soaps cleaner detergent liquid paint paper packaging tray pack kit toy toys
    product products ink cosmetics nappy nappies wipes`,
  firm: `entreprise entreprises societe atelier boulangerie traiteur hotel restaurant maison marque equipe imprimerie brasserie
    ferme magasin boutique fournisseur artisan company business bakery workshop hotel restaurant brand team supplier farm shop
    brewery laundry caterer firm`,
  part: `patin patins zip pochette etui boite boites couvercle etiquette etiquettes emballage emballages ingredient four fourgon
    fourgons camion camionnette camionnettes pied pieds poignee poignees manchon housse doublure bouton boutons semelle lacets
    papiers papier carton panneau panneaux solaires ampoule ampoules led velo velos trions tri toit toiture manche fil couture
    bouchon bouchons sac sacs encre couverture vis ressort
    pull zip sleeve lid label box packaging button buttons lining handle legs leg sole laces roof solar bulbs bulb van vans
    bike bikes cycle cap caps wrapping wrapper cover ink strap thread card panels granules pellets`,
  food: `tomate tomates carotte carottes legume legumes fruit fruits pomme pommes poire poires oeuf oeufs farine pain pains miel
    lait fromage fromages yaourt yaourts confiture confitures jus vin vins biere bieres viande poulet boeuf porc agneau salade
    salades poireau poireaux lentille lentilles pates riz biscuit biscuits gateau gateaux chocolat cafe tisane tisanes
    infusion soupe soupes huile beurre creme poisson sardines sel sucre cereales muesli noix menu menus repas plat plats panier
    vegetable vegetables apple apples egg eggs flour bread honey milk cheese jam juice wine beer meat chicken beef pork lamb
    lettuce leek leeks carrot carrots tomatoes lentils pasta rice biscuits cake cakes chocolate coffee tea soup oil butter fish
    salt sugar cereal nuts meal meals lunch snack snacks`,
};

const context = {
  own: `propre propres interne internes maison soins notre nos own house inhouse our ourselves internal we self moi meme nous`,
  connector: `: car grace puisque parce because thanks since avec with preuve proof donc so`,
  rival: `concurrent* concurrence competit* rival* autres autre others other grandes grande chains chain surfaces enseignes
    ordinaire ordinaires ordinary conventional classique classiques standard traditionnel* marche market brands marques
    any tout n'importe average moyenne usual cheaper big neuf new`,
  contrary: `contrairement inverse opposite difference unlike contrary`,
  partnered: `lieu contre instead against versus vs compared rapport compare comparee`,
  consumption: `consomme consomment consommation energie energies energivore energivores eau plastique plastiques dechet dechets
    ressource ressources matiere matieres emballage emballages carburant electricite gaspillage kilometres papier petrole encre
    consume consumes consumption uses use used using energy water plastic plastics waste wasteful resource resources material
    materials packaging fuel electricity power paper gas`,
  future: `bientot demain prochainement horizon objectif objectifs cap visons vise visent ambition ambitionnons trajectoire route
    vers soon tomorrow towards toward target targets aim aims aiming goal goals roadmap journey will shall pledge pledges
    committed engageons prochain prochaine next later futur future`,
  year: `2025 2026 2027 2028 2029 203* 204* 205*`,
  scheme: `fsc pefc gots ocs cosmos ecocert hve ecolabel cygne nordique ange bleu blauer engel nordic swan msc asc rainforest utz
    demeter fairtrade flo oeko okeko nf iso emas grs rcs cradle energystar epeat tco`,
  service: `formation formations stage stages cours atelier ateliers conference conferences debat debats fresque fresques
    audit audits diagnostic diagnostics conseil accompagnement visite visites livre livres revue revues sortie
    expose seminaire colloque webinaire journee intervention sensibilisation initiation rencontre memoire these
    training trainings workshop workshops walk tutoring review class classes talk talks course courses book books
    lecture seminar webinar debate animation`,
  serviceAtStart: `bilan bilans calcul mesure evaluation simulateur etude etudes assessment study studies calculation`,
  title: `livre livres film films revue roman jeu jeux exposition edition poche book books novel game magazine dvd ouvrage bd`,
  street: `rue rues avenue place placette allee chemin quai impasse boulevard cours faubourg route passage square lieu dit
    hameau parking residence lotissement`,
  streetAfter: `lane street road avenue square park close hill court drive way place bridge`,
  institution: `lycee college ecole universite faculte master bts ministere direction agence institut syndicat comite maison
    school university ministry department agency institute committee council faculty bureau centre center musee museum
    observatoire office conservatoire parc reserve delegation licence bachelor diplome commission federation`,
  civility: `m mme mlle mr mrs ms dr me docteur madame monsieur`,
  firstName: `marie pierre jean paul anne sophie helene luc lucie julie claire emma lea camille thomas nicolas antoine louis
    hugo jules alice chloe manon sarah laura celine nathalie isabelle catherine christine francois michel alain philippe daniel
    bernard robert andre jacques henri david julien maxime romain alexandre guillaume mathieu olivier eric laurent pascal
    tom john mary james peter susan jane william george emily sam ben kate lucy alex anna zoe tim jack harry oliver amelia`,
  negatorBefore: `ne n not isn aren doesn don never nor cannot neither wasn won jamais`,
  negatorAfter: `pas rien ni jamais aucunement nullement guere`,
};

const goods = {
  greenWord: `vert verte verts vertes green greens greener greenest greenly verdir verdissons verdure verdie greening`,
  colour: `bleu bleue bleus bleues rouge rouges jaune jaunes noir noire noirs noires blanc blanche blancs blanches gris grise
    grises rose roses orange violet violette marron beige anthracite ecru brun brune turquoise bordeaux
    blue red yellow black white grey gray pink purple brown navy orange cream silver gold teal`,
  shade: `pomme sapin olive bouteille fonce foncee fonces foncees clair claire clairs claires kaki menthe emeraude pale sombre
    anis amande tilleul sauge canard militaire prairie vif vive fluo pastel mat mate brillant brillante tendre mousse meleze
    dark light lime bottle forest mint emerald pale bright moss sage hunter neon pastel glossy matt matte racing apple pea khaki`,
  colourSign: `ral pantone ncs couleur couleurs coloris teinte teintes colour colours color colors shade shades hex`,
  plant: `haricot haricots lentille lentilles poivron poivrons courgette courgettes tomate tomates pomme pommes asperge asperges
    salade salades laitue laitues chou choux pois olive olives oignon oignons citron citrons banane bananes raisin raisins melon
    feve feves poireau poireaux piment piments plante plantes feuille feuilles feuillage herbe herbes legume legumes pousse
    pousses tige tiges thes cafe poivre curry pesto sauce anis jus smoothie figue figues mangue poire poires artichaut celeri
    cornichon cornichons concombre fane fanes menthe basilic algue algues gazon pelouse fleur fleurs bouquet soupe
    bean beans lentil lentils pepper peppers courgette zucchini tomato tomatoes apple apples asparagus salad lettuce cabbage
    peas pea olives onion onions lemon lemons lime limes banana bananas grape grapes leaf leaves plant plants herb herbs
    vegetable vegetables juice smoothie curry pesto chili chilli figs fig mango pear pears kale spinach algae gage gages lawn
    grass sauce tea coffee soup grocer grocers tomatillo`,
  thing: `chaise chaises table tables fauteuil fauteuils banc bancs tabouret tabourets canape armoire armoires etagere etageres
    caisson lampe lampes bouteille bouteilles bidon bidons pichet verre verres bocal bocaux bac bacs caisse caisses cagette
    cagettes poubelle poubelles chemise chemises veste vestes gilet gilets polo polos pantalon pantalons tablier tabliers pull
    pulls bonnet bonnets chaussette chaussettes casquette ruban rubans scotch adhesif velo velos trottinette regle regles stylo
    stylos feutre feutres crayon crayons classeur classeurs pochette pochettes carnet carnets cahier cahiers sac sacs porte
    portes mur murs volet volets fenetre fenetres enseigne tapis rideau rideaux nappe nappes serviette serviettes coussin
    coussins couverture couvertures bache baches corde cordes fil fils cable cables prise bouton boutons diode led voyant ecran
    tableau tableaux ardoise ballon ballons parasol parasols tente tentes tonneau vase vases pot pots assiette assiettes tasse
    tasses bol bols plateau plateaux gobelet gobelets cuillere tissu tissus toile laine feutrine cuir bois plastique metal
    vitrine carrelage carreaux barriere fond ficelle etiquette etiquettes badge gomme
    gommes valise parapluie botte bottes gants gant casque tshirt shirt
    chair chairs table tables armchair bench benches stool sofa cupboard shelf shelves lamp lamps bottle bottles canister jug
    jugs glass glasses jar jars bin bins crate crates box boxes shirt shirts jacket jackets vest polo trousers apron aprons
    jumper sweater hat cap socks ribbon ribbons tape bicycle bicycles bike bikes ruler rulers pen pens marker pencil
    pencils folder folders binder binders notebook notebooks bag bags door doors wall walls shutter window windows sign rug
    carpet curtain curtains tablecloth towel towels cushion cushions blanket tarpaulin rope cable button buttons led diode
    screen board boards balloon balloons parasol umbrella tent tents vase pot pots plate plates cup cups mug mugs bowl bowls
    spoon fabric canvas wool felt leather plastic metal tile tiles barrier backdrop string chalkboard blackboard suitcase boots gloves helmet
    enamel desk drawer drawers hoodie scarf pallet light lights`,
};

export const lexicon: Readonly<Record<string, string>> = {
  ...environment,
  ...deeds,
  ...descriptions,
  ...kindsOfThing,
  ...context,
  ...goods,
};
