import { useMessages } from '#app/i18n/language.tsx';
import { AreaField } from '#app/ui/field.tsx';
import { PostForm, useRefused } from '#app/ui/post-form.tsx';

const intents = ['report'];

/** A reader reports an offer to the stewards. */
export function OfferReport({ slug, signedIn }: { slug: string; signedIn: boolean }) {
  const messages = useMessages().offer;
  const refused = useRefused(intents) !== null;
  return (
    <details className="mt-6" id="report" open={refused}>
      <summary className="small cursor-pointer">{messages.report}</summary>
      {signedIn ? (
        <PostForm intents={intents} className="panel mt-3 grid max-w-xl gap-3">
          <AreaField name="text" label={messages.reportWhy} hint={messages.reportHint} required maxLength={1000} />
          <button type="submit" className="button" name="intent" value="report">
            {messages.reportSend}
          </button>
        </PostForm>
      ) : (
        <p className="mt-3">
          <a href={`/sign-in?to=/offers/${slug}`}>{messages.reportSignIn}</a>
        </p>
      )}
    </details>
  );
}
