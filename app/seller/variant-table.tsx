// The table of an offer's variants: in what they differ, and a row for each one and for those to come.
import { offerStatuses } from '#app/domain/catalogue/offer.ts';
import { variantAxes } from '#app/domain/catalogue/variants.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { CellField } from '#app/ui/cell-field.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { FieldError, fieldAttributes, SelectField } from '#app/ui/field.tsx';
import { useFieldState } from '#app/ui/refused-form.ts';

type Row = { key: string; id: number; name: string };

export function VariantTable({ rows, newRows, base }: { rows: Row[]; newRows: string[]; base: string }) {
  const t = useMessages();
  const { variantEditor: messages, offerEditor } = t;
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField name="axis1" label={messages.axis1}>
          <AxisOptions />
        </SelectField>
        <SelectField name="axis2" label={messages.axis2}>
          <option value="">{messages.noAxis}</option>
          <AxisOptions />
        </SelectField>
      </div>
      <DataTable
        label={messages.table}
        columns={[
          { name: messages.first },
          { name: messages.second },
          { name: offerEditor.shortPrice },
          { name: offerEditor.fields.stock },
          { name: messages.mass },
          { name: offerEditor.fields.sku },
          { name: offerEditor.fields.status },
        ]}
      >
        {rows.map((row) => (
          <VariantRow key={row.key} of={row.key} name={row.name} href={`${base}/${row.id}`} />
        ))}
        {newRows.map((key, i) => (
          <VariantRow key={key} of={key} name={messages.newRow(i + 1)} />
        ))}
      </DataTable>
      <p className="small">{messages.help}</p>
    </>
  );
}

function AxisOptions() {
  const { variants } = useMessages();
  return variantAxes.map((axis) => (
    <option key={axis} value={axis}>
      {variants.axes[axis]}
    </option>
  ));
}

function VariantRow({ of, name, href }: { of: string; name: string; href?: string }) {
  const t = useMessages();
  const { variantEditor: messages, offerEditor } = t;
  const label = (column: string) => `${column}${t.colon}${name}`;
  return (
    <tr>
      <td>
        <CellField className="input cell" name={`first_${of}`} label={label(messages.first)} maxLength={40} />
        {href && (
          <a className="small block" href={href}>
            {messages.edit}
            <span className="sr-only">
              {t.colon}
              {name}
            </span>
          </a>
        )}
      </td>
      <td>
        <CellField className="input cell" name={`second_${of}`} label={label(messages.second)} maxLength={40} />
      </td>
      <td>
        <CellField
          className="input cell"
          name={`price_${of}`}
          inputMode="decimal"
          label={label(offerEditor.shortPrice)}
        />
      </td>
      <td>
        <CellField
          className="input cell"
          name={`stock_${of}`}
          inputMode="numeric"
          label={label(offerEditor.fields.stock)}
          placeholder={offerEditor.onOrder}
        />
      </td>
      <td>
        <CellField className="input cell" name={`mass_${of}`} inputMode="decimal" label={label(messages.mass)} />
      </td>
      <td>
        <CellField className="input cell" name={`sku_${of}`} label={label(offerEditor.fields.sku)} maxLength={80} />
      </td>
      <td>
        <StatusCell name={`status_${of}`} label={label(offerEditor.fields.status)} />
      </td>
    </tr>
  );
}

function StatusCell({ name, label }: { name: string; label: string }) {
  const { offerEditor } = useMessages();
  const state = useFieldState(name);
  const attributes = fieldAttributes(name, undefined, state?.error, state?.autoFocus);
  return (
    <>
      <select className="input" id={name} name={name} aria-label={label} defaultValue={state?.value} {...attributes}>
        {offerStatuses.map((status) => (
          <option key={status} value={status}>
            {offerEditor.statuses[status]}
          </option>
        ))}
      </select>
      <FieldError name={name} error={state?.error} />
    </>
  );
}
