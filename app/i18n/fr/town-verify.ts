// The page that verifies a receipt; `script` is sent to the browser with it.
export const verify = {
  title: 'Vérifier un reçu',
  lead: 'Collez un reçu d’impact. Cette page recalcule l’empreinte de l’entrée, suit son chemin jusqu’à la racine et contrôle la signature, sans rien demander à personne : coupez le réseau, elle marche encore.',
  save: 'Enregistrer cette page pour vérifier sans nous',
  noScript: 'Sans JavaScript, vérifiez le reçu avec l’outil de votre choix : il suit le format c2sp.org/tlog-proof.',
  receipt: 'Le reçu',
  receiptHint: 'Le texte qui commence par c2sp.org/tlog-proof@v1.',
  file: 'ou un fichier',
  keys: 'Les clés',
  keysHint:
    'La règle des témoins (tlog-policy), ou une clé par ligne : celle du registre, puis celles des témoins. Comparez-les à celles que vous connaissez.',
  check: 'Vérifier',
  script: {
    ok: 'Vérifié',
    bad: 'Ne se vérifie pas',
    alone: 'Signé par le registre seul',
    unwitnessed: 'Signé, pas attesté',
    noQuorum: 'Les témoins qui l’ont vu ne font pas le quorum de la règle : ce sommet n’est pas encore attesté.',
    reasons: {
      form: 'Ce texte n’est pas un reçu entier.',
      key: 'Aucune de ces clés n’est celle du registre que nomme le reçu.',
      proof: 'L’entrée ou son chemin a été changé : ils ne mènent pas à la racine signée.',
      signature: 'La signature n’est pas celle de cette clé, ou ce qui est signé a été changé.',
      opening: 'Ce que ce texte ouvre n’est pas ce que l’entrée a promis : un chiffre ou un nom a été changé.',
      browser:
        'Ce navigateur ne sait pas contrôler une signature Ed25519 : prenez-en un récent, ou vérifiez avec un autre outil.',
    },
    included:
      'L’entrée n° {index} est dans le registre de {size} entrées, de racine {root}. Une entrée plus récente peut l’avoir corrigée ou annulée : un reçu ne le dit pas.',
    seen: 'Vu par {name} le {at}.',
    decision: {
      passkey:
        'La décision est signée par la clé d’accès d’une personne vérifiée par son appareil, à l’adresse {origin}, et l’empreinte signée est celle de cette décision.',
      letter:
        'La décision a été confirmée par un code reçu par courriel : la ville le dit, personne d’autre ne peut le vérifier.',
      demonstration: 'Démonstration : la décision a été prise par mot de passe, sans signature.',
      together: 'La même signature vaut pour {count} décisions : leur liste est dans l’entrée, celle-ci en est.',
      waits: 'C’est une première décision sur deux : elle attendait une deuxième personne.',
      bad: 'La décision dans cette entrée ne se vérifie pas : elle, sa signature ou sa clé a été changée, ou l’appareil n’a pas vérifié la personne.',
    },
    promise: {
      signed: 'Promis, non inscrit',
      facts:
        'Le registre {origin} a promis de porter les entrées de la commande {order} (n° {number} de cet acheteur) aux numéros {entries}, au plus tard le {by}. Une promesse n’est pas un reçu : cherchez-la dans le registre du jour.',
      late: 'Ce délai est passé : si ces entrées n’y sont pas, cette promesse signée le montre.',
    },
    unseen:
      'Aucune signature d’un témoin connu : le registre a signé seul, et pourrait en montrer un autre à d’autres.',
  },
};
