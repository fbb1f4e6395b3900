import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { LanguageProvider } from '#app/i18n/language.tsx';
import { catalogues } from '#app/i18n/messages.ts';
import { AreaField, CheckField, ChoiceField, Field, SelectField } from './field.tsx';
import { PostForm } from './post-form.tsx';
import type { RefusedForm } from './refused-form.ts';

const action = vi.hoisted(() => ({ refused: undefined as RefusedForm | undefined }));
vi.mock('@remix-run/react', () => ({
  useActionData: () => action.refused,
  useFormAction: () => '/page',
  useRouteLoaderData: () => undefined,
}));

function render(form: ReactNode, refused?: Partial<RefusedForm>): string {
  action.refused = refused && { intent: null, values: {}, errors: {}, message: null, ...refused };
  return renderToStaticMarkup(
    <LanguageProvider value={{ locale: 'fr', messages: catalogues.fr }}>{form}</LanguageProvider>,
  );
}

const form = (
  <PostForm kept={{ name: 'Ann', role: 'b' }}>
    <Field name="name" label="Nom" hint="Prénom et nom." required />
    <AreaField name="note" label="Note" />
    <SelectField name="role" label="Rôle">
      <option value="a">A</option>
      <option value="b">B</option>
    </SelectField>
    <ChoiceField
      name="way"
      legend="Comment ?"
      options={[
        ['foot', 'À pied'],
        ['bike', 'À vélo'],
      ]}
    />
    <CheckField name="terms" value="yes" label="D’accord" required />
  </PostForm>
);

test('shows the values before anything is typed, and says which fields are optional', () => {
  const html = render(form);
  expect(html).toContain('value="Ann"');
  expect(html).toContain('<option value="b" selected="">');
  expect(html).toContain('<label for="name">Nom</label>');
  expect(html).toContain('<label for="note">Note (facultatif)</label>');
  expect(html).toContain('<label for="role">Rôle</label>');
  expect(html).not.toMatch(/role="alert"|aria-invalid|autofocus/i);
});

test('ties each error to its field, says in how many fields, and gives the first one the focus', () => {
  const html = render(form, {
    values: { name: '', note: 'typed', role: 'a', way: 'bike' },
    errors: { name: 'À remplir.', terms: 'Cochez la case.' },
  });
  expect(html).toContain('2\u00a0champs sont à revoir.');
  expect(html).toMatch(/<input[^>]*name="name"[^>]*aria-describedby="name-hint name-error"[^>]*value=""/);
  expect(html).toMatch(/id="name-error">À remplir\.</);
  expect(html).toMatch(/<input type="checkbox"[^>]*aria-invalid="true"[^>]*aria-describedby="terms-error"/);
  expect(html).toMatch(/value="bike"[^>]*checked=""|checked=""[^>]*value="bike"/);
  expect(html).toContain('<option value="a" selected="">');
  expect(html).toContain('>typed</textarea>');
  expect(html.match(/autofocus/gi)).toHaveLength(1);
  expect(html).toMatch(/<input[^>]*name="name"[^>]*autofocus/i);
});

test('one field is singular, and a sentence of the whole form takes the focus itself', () => {
  expect(render(form, { errors: { note: 'Trop long.' } })).toContain('1\u00a0champ est à revoir.');
  const html = render(form, { message: 'Trop d’essais.' });
  expect(html).toMatch(/role="alert"[^>]*autofocus[^>]*><p>Trop d’essais\.<\/p>/i);
  expect(html).not.toContain('à revoir');
});

test('a refusal of a group is on the group, and the focus on its first answer', () => {
  const html = render(form, { errors: { way: 'Choisissez.' } });
  expect(html).toMatch(/<fieldset[^>]*aria-invalid="true" aria-describedby="way-error"/);
  expect(html).toMatch(/<input[^>]*autofocus=""[^>]*value="foot"|<input[^>]*value="foot"[^>]*autofocus=""/i);
});

test('a refusal shows in the form that was posted, not in the same form of another row', () => {
  const rows = ['x', 'y'].map((order) => (
    <PostForm key={order} intents={['refund']} hiddenFields={{ order }}>
      <Field name="why" id={`why-${order}`} label="Pourquoi" />
    </PostForm>
  ));
  const html = render(rows, { intent: 'refund', values: { order: 'y' }, errors: { why: 'À remplir.' } });
  expect(html).toContain('id="why-y-error"');
  expect(html).not.toContain('id="why-x-error"');
  expect(html.match(/role="alert"/g)).toHaveLength(1);
  expect(render(rows, { intent: 'other', values: { order: 'y' }, message: 'Non.' })).not.toContain('Non.');
});

test('outside of a form that posts, fields keep their own values and say nothing of their own', () => {
  const html = render(<Field name="q" label="Chercher" defaultValue="chaise" />, { errors: { q: 'À remplir.' } });
  expect(html).toContain('value="chaise"');
  expect(html).not.toMatch(/facultatif|À remplir/);
});

test('shows the other person’s text beside what was typed, and keeps what the page showed first', () => {
  const edited = (
    <PostForm kept={{ name: 'Bea' }} shown="second">
      <Field name="name" label="Nom" />
    </PostForm>
  );
  expect(render(edited)).toContain('<input type="hidden" name="shown" value="second"/>');
  const html = render(edited, {
    values: { name: 'Cid', shown: 'first' },
    errors: { name: 'Nadia a changé ce champ.' },
    conflicts: { name: { mine: 'Cid', theirs: 'Bea', seen: 'Bea' } },
  });
  expect(html).toContain('<input type="hidden" name="shown" value="first"/>');
  expect(html).toContain('<input type="hidden" name="theirs.name" value="Bea"/>');
  expect(html).toMatch(/name="keep.name" required="" value="mine"\/><span>Ce que vous avez écrit[^<]*<b[^>]*>Cid</);
  expect(html).toMatch(/value="theirs"\/><span>Ce qui est enregistré[^<]*<b[^>]*>Bea</);
});
