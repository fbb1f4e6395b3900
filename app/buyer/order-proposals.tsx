import { PostForm } from '#app/ui/post-form.tsx';

type Proposal = { id: string; supplier: string; message: string; note: string };
type Asked = { title: string; yes: string; no: string };

/**
 * Suppliers' open proposals, for the buyer to answer; refunds follow automatically. Its messages come with the page's
 * data.
 */
export function OrderProposals({ proposals, asked }: { proposals: Proposal[]; asked: Asked }) {
  return (
    <>
      {proposals.map((proposal) => (
        <section key={proposal.id} className="notice care no-print mb-5 grid gap-3">
          <h2>{asked.title}</h2>
          <p>
            <b>{proposal.supplier}.</b> {proposal.message}
          </p>
          {proposal.note && <p>{proposal.note}</p>}
          <PostForm
            intents={['accept', 'refuse']}
            hiddenFields={{ proposal: proposal.id }}
            className="flex flex-wrap gap-3"
          >
            <button type="submit" className="button main" name="intent" value="accept">
              {asked.yes}
            </button>
            <button type="submit" className="button" name="intent" value="refuse">
              {asked.no}
            </button>
          </PostForm>
        </section>
      ))}
    </>
  );
}
