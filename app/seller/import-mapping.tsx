// Maps the columns of a foreign file to ours, and sets defaults for what the file does not have.
import { mappedColumns } from '#app/domain/catalogue/cells.ts';
import { categories, offerKinds, vatRates } from '#app/domain/catalogue/offer.ts';
import type { Defaults } from '#app/domain/imports/validate-row.ts';
import { formatRate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

type Props = {
  offerImport: { format: string; mapping: Record<string, string> };
  head: { names: string[]; sample: string[][] };
  defaults: Defaults;
};

export function ImportMapping({ offerImport, head, defaults }: Props) {
  const t = useMessages();
  const messages = t.imports;
  const locale = useLocale();
  const mapped = mappedColumns.map((column) => [`map_${column}`, offerImport.mapping[column]]);
  const kept = { ...Object.fromEntries(mapped), ...defaults, vat: defaults.vatBasisPoints };
  return (
    <PostForm intents={['read', 'cancel']} kept={kept} className="grid gap-5">
      <DataTable label={messages.file} columns={head.names.map((name) => ({ name }))}>
        {head.sample.map((row, r) => (
          <tr key={row.join('|') || r}>
            {head.names.map((name, c) => (
              <td key={name}>{(row[c] ?? '').slice(0, 60)}</td>
            ))}
          </tr>
        ))}
      </DataTable>
      {offerImport.format === 'other' && (
        <fieldset className="panel grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          <legend className="font-semibold">{messages.mapping}</legend>
          {mappedColumns.map((column) => (
            <SelectField key={column} name={`map_${column}`} label={t.offerEditor.fields[column]}>
              <option value="">{messages.notThere}</option>
              {head.names.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </SelectField>
          ))}
        </fieldset>
      )}
      <fieldset className="panel grid gap-4 sm:grid-cols-2">
        <legend className="font-semibold">{messages.defaults}</legend>
        <SelectField name="category" label={t.offerEditor.fields.category}>
          {categories.map((name) => (
            <option key={name} value={name}>
              {t.categories[name]}
            </option>
          ))}
        </SelectField>
        <SelectField name="kind" label={t.offerEditor.fields.kind}>
          {offerKinds.map((name) => (
            <option key={name} value={name}>
              {t.kinds[name]}
            </option>
          ))}
        </SelectField>
        <SelectField name="vat" label={t.offerEditor.fields.vat}>
          {vatRates.map((rate) => (
            <option key={rate} value={rate}>
              {formatRate(rate, locale)}
            </option>
          ))}
        </SelectField>
        <SelectField name="status" label={messages.onSale}>
          <option value="live">{messages.onSaleChoices.live}</option>
          <option value="draft">{messages.onSaleChoices.draft}</option>
        </SelectField>
      </fieldset>
      <div className="flex flex-wrap gap-3">
        <button type="submit" className="button main" name="intent" value="read">
          {messages.read}
        </button>
        <button type="submit" className="button quiet" name="intent" value="cancel">
          {messages.cancel}
        </button>
      </div>
    </PostForm>
  );
}
