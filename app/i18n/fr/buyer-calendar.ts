export const calendar = {
  title: 'Ce qui arrive, jour par jour',
  link: 'Ce qui arrive, jour par jour',
  none: 'Rien n’est attendu.',
  noDay: 'Sans jour fixé',
  subscribe: 'Les voir dans mon agenda',
};
