// The page that answers whether something kept of the ledger is in today's log; `script` is sent to the browser with it.
export const today = {
  title: 'Mon reçu est-il dans le registre du jour ?',
  lead: 'Collez ce que vous avez gardé : un reçu, le sommet signé d’un courriel ou la promesse d’une commande. Votre navigateur demande au registre son sommet et ses empreintes, et prouve que l’un prolonge l’autre. Ce que vous collez ne quitte pas votre appareil.',
  kept: 'Ce que vous avez gardé',
  keptHint: 'Tel que vous l’avez : les guillemets d’une réponse, des lignes coupées ou des blancs ne gênent pas.',
  check: 'Chercher dans le registre',
  verify: 'Vérifier un reçu sans le réseau',
  ledger: 'Le registre',
  byServer:
    'Réponse du serveur, sans JavaScript : c’est la ville qui le dit. Avec JavaScript, votre navigateur le prouve.',
  script: {
    good: 'Il y est',
    bad: 'À regarder',
    states: {
      inside: 'Le registre du jour commence par ce que vous avez gardé : rien n’y a été changé ni retiré.',
      ahead:
        'Ce que vous avez gardé va plus loin que le registre du jour. Si c’est encore vrai dans une heure, le registre a été ramené en arrière : montrez-le.',
      other:
        'Deux signatures du registre se contredisent : le registre du jour ne contient pas ce que vous avez gardé. Gardez ce texte et montrez-le aux témoins : c’est la preuve d’une falsification.',
      kept: 'La promesse est tenue : ses entrées sont dans le registre, à leur place.',
      due: 'Promis, pas encore inscrit : le délai n’est pas passé.',
      broken:
        'Promis, non inscrit : le délai est passé et le registre ne porte pas ces entrées. Cette promesse signée le montre.',
      unsigned: 'Ce n’est pas signé par ce registre.',
      form: 'Ce texte ne contient ni sommet entier, ni reçu, ni promesse.',
      unreachable: 'Le registre n’a pas répondu, ou pas avec un sommet signé. Réessayez.',
      browser: 'Ce navigateur n’a pas pu faire le contrôle : prenez-en un récent.',
    },
    browserNote: 'Contrôlé dans votre navigateur, à partir de {tiles} tuiles du registre de {size} entrées.',
  },
};
