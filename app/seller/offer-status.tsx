import { useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

type Offer = { id: number; slug: string; status: 'draft' | 'live' | 'archived' };

/** The status of an offer, and the actions that change it. */
export function OfferState({ offer, slug }: { offer: Offer; slug: string }) {
  const messages = useMessages().offerEditor;
  const acts = {
    draft: [
      { intent: 'publish', label: messages.publish },
      { intent: 'archive', label: messages.archive },
    ],
    live: [
      { intent: 'unpublish', label: messages.unpublish },
      { intent: 'archive', label: messages.archive },
    ],
    archived: [{ intent: 'restore', label: messages.restore }],
  }[offer.status];
  return (
    <section className="panel row-act" id="state">
      <div>
        <h2>{messages.sections.state}</h2>
        <p>
          <span className={`state state-${offer.status}`}>{messages.statuses[offer.status]}</span>
          <a href={`/supplier/${slug}/offers/${offer.id}/preview`}>{messages.preview}</a>
        </p>
      </div>
      <PostForm intents={[...acts.map(({ intent }) => intent), 'duplicate']} className="flex flex-wrap gap-3">
        {acts.map(({ intent, label }) => (
          <button
            key={intent}
            type="submit"
            className={intent === 'publish' ? 'button main' : 'button quiet'}
            name="intent"
            value={intent}
          >
            {label}
          </button>
        ))}
        <button type="submit" className="button quiet" name="intent" value="duplicate">
          {messages.duplicate}
        </button>
      </PostForm>
    </section>
  );
}
