import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { LanguageProvider } from '#app/i18n/language.tsx';
import { catalogues } from '#app/i18n/messages.ts';
import { FileFaultList } from './file-fault-list.tsx';

test.each([
  ['fr', 'ne peut pas être publié', 'n’est pas croissant'],
  ['en', 'cannot be published', 'is not ascending'],
] as const)('names the field and its problem in %s', (locale, lead, problem) => {
  const page = renderToStaticMarkup(
    <LanguageProvider value={{ locale, messages: catalogues[locale] }}>
      <FileFaultList name="b.json" faults={[{ field: 'criteria.soc.governance.anchors', problem: 'not-ascending' }]} />
    </LanguageProvider>,
  );
  expect(page).toContain(`b.json ${lead}`);
  expect(page).toMatch(new RegExp(`criteria\\.soc\\.governance\\.anchors</code> ${problem}`));
});
