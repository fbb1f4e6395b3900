import { Form } from '@remix-run/react';
import { useMessages } from '#app/i18n/language.tsx';
import { AreaField } from '#app/ui/field.tsx';

/** A reader reports an offer to the stewards. */
export function OfferReport({ slug, signedIn, reported }: { slug: string; signedIn: boolean; reported: boolean }) {
  const messages = useMessages().offer;
  if (reported)
    return (
      <p className="notice mt-6" role="status" id="report">
        {messages.reported}
      </p>
    );
  return (
    <details className="mt-6" id="report">
      <summary className="small cursor-pointer">{messages.report}</summary>
      {signedIn ? (
        <Form method="post" className="panel mt-3 grid max-w-xl gap-3">
          <AreaField name="text" label={messages.reportWhy} hint={messages.reportHint} required maxLength={1000} />
          <button type="submit" className="button" name="intent" value="report">
            {messages.reportSend}
          </button>
        </Form>
      ) : (
        <p className="mt-3">
          <a href={`/sign-in?to=/offers/${slug}`}>{messages.reportSignIn}</a>
        </p>
      )}
    </details>
  );
}
