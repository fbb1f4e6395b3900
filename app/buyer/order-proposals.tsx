import { Form } from '@remix-run/react';

type Proposal = { id: string; supplier: string; message: string; note: string };
type Asked = { title: string; yes: string; no: string };

/**
 * Suppliers' open proposals, for the buyer to answer; refunds follow automatically. Its messages come with the page's
 * data.
 */
export function OrderProposals({
  proposals,
  flash,
  asked,
}: {
  proposals: Proposal[];
  flash: string | null;
  asked: Asked;
}) {
  return (
    <>
      {flash && (
        <p className="notice mb-5" role="status">
          {flash}
        </p>
      )}
      {proposals.map((proposal) => (
        <section key={proposal.id} className="notice care no-print mb-5 grid gap-3">
          <h2>{asked.title}</h2>
          <p>
            <b>{proposal.supplier}.</b> {proposal.message}
          </p>
          {proposal.note && <p>{proposal.note}</p>}
          <Form method="post" discover="none" className="flex flex-wrap gap-3" reloadDocument>
            <input type="hidden" name="proposal" value={proposal.id} />
            <button type="submit" className="button main" name="intent" value="accept">
              {asked.yes}
            </button>
            <button type="submit" className="button" name="intent" value="refuse">
              {asked.no}
            </button>
          </Form>
        </section>
      ))}
    </>
  );
}
