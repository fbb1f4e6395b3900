// The quantity of a basket line. With scripts it is sent when the person has finished (public/basket.js).
import type { SupplierBasketView } from '#app/domain/basket/basket-view.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { FieldError, fieldAttributes } from '#app/ui/field.tsx';
import { useFieldState } from '#app/ui/refused-form.ts';

type Props = { id: string; line: SupplierBasketView['lines'][number]; shortage: string | null };

export function QuantityField({ id, line, shortage }: Props) {
  const t = useMessages();
  const state = useFieldState('quantity');
  const attributes = fieldAttributes(id, shortage ?? undefined, state?.error, state?.autoFocus);
  return (
    <>
      <span className="quantity">
        <input
          id={id}
          type="number"
          name="quantity"
          min="0"
          max="9999"
          step={line.orderStep}
          defaultValue={state?.value}
          aria-label={t.basket.quantityOf(line.name)}
          {...attributes}
          aria-invalid={state?.error || shortage ? true : undefined}
        />
        <noscript>
          <button type="submit">{t.basket.update}</button>
        </noscript>
      </span>
      <FieldError name={id} error={state?.error} />
    </>
  );
}
