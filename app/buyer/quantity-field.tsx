// The quantity of a basket line. With scripts it is sent when the person has finished: on Enter, on leaving the field, or
// after a pause. Every key would send the 1 of "12".
import { useSubmit } from '@remix-run/react';
import { type FormEvent, useCallback, useEffect, useRef } from 'react';
import type { SupplierBasketView } from '#app/domain/basket/basket-view.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { FieldError, fieldAttributes } from '#app/ui/field.tsx';
import { useFieldState } from '#app/ui/refused-form.ts';

const pauseMs = 600;

/** Handlers for the form of one quantity; `quantity` is the one that the basket holds. */
export function useQuantitySubmit(quantity: number) {
  const submit = useSubmit();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const stop = useCallback(() => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = null;
  }, []);
  useEffect(() => stop, [stop]);
  const send = (form: HTMLFormElement) => {
    stop();
    submit(form, { preventScrollReset: true });
  };
  const typedIn = (form: HTMLFormElement) => new FormData(form).get('quantity');
  return {
    onSubmit: stop,
    /** Zero removes the line and an empty field is not finished: a pause does not send them. */
    onInput: ({ currentTarget: form }: FormEvent<HTMLFormElement>) => {
      stop();
      timer.current = setTimeout(() => {
        if (Number(typedIn(form)) > 0) send(form);
      }, pauseMs);
    },
    onBlur: ({ currentTarget: form, target }: FormEvent<HTMLFormElement>) => {
      const typed = typedIn(form);
      if (typed === '' && target instanceof HTMLInputElement && target.validity.valid) target.value = String(quantity);
      else if (timer.current && typed !== String(quantity)) return send(form);
      stop();
    },
  };
}

type Props = { id: string; line: SupplierBasketView['lines'][number]; shortage: string | null };

export function QuantityField({ id, line, shortage }: Props) {
  const t = useMessages();
  const state = useFieldState('quantity');
  const input = useRef<HTMLInputElement>(null);
  const attributes = fieldAttributes(id, shortage ?? undefined, state?.error, state?.autoFocus);
  // A field that the person is in keeps what is typed; any other shows what the basket holds now.
  useEffect(() => {
    if (input.current && input.current !== document.activeElement) input.current.value = String(line.quantity);
  }, [line.quantity]);
  return (
    <>
      <span className="quantity">
        <input
          ref={input}
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
