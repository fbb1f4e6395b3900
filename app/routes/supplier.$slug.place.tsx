import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { mapSize, onMap, toPoint } from '#app/domain/shared/town-map.ts';
import { updateProfile } from '#app/domain/suppliers/joining.server.ts';
import { answerStall } from '#app/http/answer.server.ts';
import { checkForm, readForm } from '#app/http/forms.ts';
import { titled } from '#app/http/meta.ts';
import { stallHead } from '#app/http/stall-head.ts';
import { placeForm } from '#app/http/supplier-forms.server.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { Desk } from '#app/ui/desk-nav.tsx';
import { Field } from '#app/ui/field.tsx';
import { fieldProps } from '#app/ui/form-state.ts';

export const meta = titled;

export const loader = answerStall('supplier.$slug.place', (visit, { supplier }) => ({
  ...stallHead(supplier, visit.t.desk.place.title),
  saved: visit.url.searchParams.has('saved'),
  kept: { lat: supplier.lat, lon: supplier.lon },
  shown: onMap(supplier),
}));

/** A touch on the map (an image button sends its pixel) or typed coordinates. */
export const action = answerStall(
  'supplier.$slug.place',
  async (visit, { supplier }, { request }: Pick<ActionFunctionArgs, 'request'>) => {
    const form = await readForm(request);
    const pixel = { x: Number(form.get('map.x')), y: Number(form.get('map.y')) };
    if (form.has('map.x') && Number.isFinite(pixel.x) && Number.isFinite(pixel.y)) {
      updateProfile(visit, supplier, toPoint(pixel));
    } else {
      form.forEach((value, name) => {
        if (typeof value === 'string') form.set(name, value.replace(',', '.'));
      });
      const typed = checkForm(form, placeForm);
      if (!typed.ok) return data({ errors: typed.errors, values: typed.values }, { status: 422 });
      updateProfile(visit, supplier, typed.data);
    }
    return redirect(`/supplier/${supplier.slug}/place?saved=1`, 303);
  },
);

export default function Place() {
  const { stall, saved, kept, shown } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const p = t.desk.place;
  const field = fieldProps(refused, kept, t.desk.errors);
  return (
    <Desk stall={stall} saved={saved && !refused}>
      <p className="lead">{p.lead}</p>
      <div className="grid items-start gap-6 md:grid-cols-[auto_1fr]">
        <Form method="post">
          <input
            type="image"
            name="map"
            className="town-map"
            src={`/town-map.svg?at=${kept.lat},${kept.lon}`}
            alt={p.map}
            width={mapSize}
            height={mapSize}
          />
        </Form>
        <Form method="post" className="panel grid gap-4">
          <h2>{p.typed}</h2>
          {!shown && <p className="notice">{p.off}</p>}
          <Field label={p.lat} inputMode="decimal" {...field('lat')} />
          <Field label={p.lon} inputMode="decimal" {...field('lon')} />
          <button type="submit" className="button main">
            {p.save}
          </button>
        </Form>
      </div>
    </Desk>
  );
}
