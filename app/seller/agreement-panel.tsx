// An agreement as its owner reads it, signs it and withdraws from it; and every signature that there was.

import type { Agreement, LegalText } from '#app/domain/shared/legal-text.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { Signature } from '#app/domain/suppliers/signature-rows.server.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { CheckField } from '#app/ui/field.tsx';
import { LegalSections, LegalVersion } from '#app/ui/legal-sections.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

type Names = Record<string, string>;
type Props = { text: LegalText; signature: Signature | null; names: Names };

/** The whole text stands before the box that is ticked. */
export function AgreementPanel({ text, signature, names }: Props) {
  const t = useMessages();
  const messages = t.agreements;
  const locale = useLocale();
  const title = translated(text.title, locale);
  const isCurrent = signature?.version === text.version;
  return (
    <section className="panel grid gap-3" id={text.document}>
      <h2>{title}</h2>
      <LegalVersion text={text} />
      {signature && (
        <p>
          <b>
            {messages.signed(
              findOwnValue(names, signature.signedBy) ?? t.seller.system,
              signature.signedAt,
              signature.version,
            )}
          </b>
        </p>
      )}
      {signature && !isCurrent && <p className="notice">{messages.newer(text.version)}</p>}
      <div className="prose grid gap-3">
        <LegalSections text={text} level="h3" />
      </div>
      {!isCurrent && <SignForm text={text} title={title} />}
      {signature && <WithdrawForm document={signature.document} title={title} />}
    </section>
  );
}

function SignForm({ text: { document, version }, title }: { text: LegalText; title: string }) {
  const t = useMessages();
  return (
    <PostForm intents={['sign']} hiddenFields={{ document, version }} className="grid justify-items-start gap-3">
      <CheckField id={`read-${document}`} name="read" value="yes" label={t.agreements.read(title)} optional={false} />
      <button
        type="submit"
        className="button main"
        name="intent"
        value="sign"
        aria-label={`${t.agreements.sign}${t.colon}${title}`}
      >
        {t.agreements.sign}
      </button>
    </PostForm>
  );
}

function WithdrawForm({ document, title }: { document: Agreement; title: string }) {
  const t = useMessages();
  return (
    <details>
      <summary>{`${t.agreements.withdraw}${t.colon}${title}`}</summary>
      <PostForm intents={['withdraw']} hiddenFields={{ document }} className="mt-2 grid justify-items-start gap-3">
        <p>{t.agreements.consequences[document]}</p>
        <CheckField
          id={`understood-${document}`}
          name="understood"
          value="yes"
          label={t.agreements.understood}
          optional={false}
        />
        <button type="submit" className="button quiet" name="intent" value="withdraw">
          {t.agreements.withdraw}
        </button>
      </PostForm>
    </details>
  );
}

/** Every signature, with the version that it was for. */
export function SignatureTable({ rows, names }: { rows: (Signature & Pick<LegalText, 'title'>)[]; names: Names }) {
  const t = useMessages();
  const messages = t.agreements;
  const locale = useLocale();
  const { columns } = messages;
  const by = (actor: string, at: string) => messages.by(findOwnValue(names, actor) ?? t.seller.system, at);
  return (
    <section className="min-w-0">
      <h2>{messages.history}</h2>
      <DataTable
        label={messages.history}
        columns={[columns.text, columns.version, columns.signed, columns.ended].map((name) => ({ name }))}
      >
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{translated(row.title, locale)}</th>
            <td>
              <a href={`/legal/${row.document}.pdf?version=${row.version}`}>{row.version}</a>
            </td>
            <td>{by(row.signedBy, row.signedAt)}</td>
            <td>{row.endedAs && `${messages.ended[row.endedAs]}, ${by(row.endedBy ?? '', row.endedAt ?? '')}`}</td>
          </tr>
        ))}
      </DataTable>
    </section>
  );
}
