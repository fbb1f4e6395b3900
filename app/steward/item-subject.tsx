import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { columnLabel } from '#app/domain/suppliers/identity-columns.ts';
import { formatDate, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { FigureDifferences } from '#app/ui/figure-differences.tsx';
import { QuantitySheetTable } from '#app/ui/quantity-sheet.tsx';
import type { ItemView } from './item-view.server.ts';

/** The subject of an item, for the steward who decides. */
export function ItemSubject({ view }: { view: ItemView }) {
  const t = useMessages();
  const messages = t.steward;
  const locale = useLocale();
  const { criterion, evidence, fact, jump, quarter, offer, identity } = view;
  const unit = criterion ? (findOwnValue(t.score.units, criterion.unit) ?? criterion.unit) : '';
  const value = (number: number) => `${formatNumber(number, locale, 1)} ${unit}`;
  return (
    <section className="panel prose">
      <p>
        <a href={`/steward/suppliers/${view.supplier.slug}`}>{view.supplier.name}</a>
      </p>
      {quarter && <p className="small">{messages.quarter(quarter)}</p>}
      {view.dueOn && <p>{messages.dueOn(formatDate(view.dueOn, locale))}</p>}
      {view.pieces.map((piece) => (
        <div key={piece.id}>
          <p>
            {piece.link ? (
              <a href={piece.link} rel="noreferrer nofollow">
                {messages.piece(piece.title)}
              </a>
            ) : (
              messages.piece(piece.title)
            )}
          </p>
          <EvidenceFileList files={piece.files} />
        </div>
      ))}
      {criterion && (
        <>
          <h2 className="mt-0">{criterion.label}</h2>
          <p className="small">{criterion.measures}</p>
        </>
      )}
      {evidence && (
        <>
          <p className="text-lead">
            <b>{messages.says(value(evidence.value))}</b>
          </p>
          <p>
            {evidence.title}, {t.score.dated(formatDate(evidence.datedOn, locale))}, {t.levels[evidence.askedLevel]}
          </p>
          {evidence.sheet && <QuantitySheetTable sheet={evidence.sheet} />}
          <EvidenceFileList files={evidence.files} />
          {evidence.link && (
            <p>
              <a href={evidence.link} rel="noreferrer nofollow">
                {evidence.link}
              </a>
            </p>
          )}
        </>
      )}
      {identity && (
        <>
          <p>{messages.identityAsked}</p>
          <table className="plain">
            <thead>
              <tr>
                <td />
                <th scope="col">{messages.identityNow}</th>
                <th scope="col">{messages.identityAfter}</th>
              </tr>
            </thead>
            <tbody>
              {identity.map(({ column, now, asked }) => (
                <tr key={column}>
                  <th scope="row">{t.seller.fields[columnLabel(column)]}</th>
                  <td>{now}</td>
                  <td>
                    <b>{asked}</b>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {jump && <p className="text-lead">{messages.jump(jump.before, jump.after)}</p>}
      {criterion && <p>{fact ? messages.before(value(fact.value), t.levels[fact.level]) : messages.nothingBefore}</p>}
      {offer && (
        <>
          <h2 className="mt-0">
            <a href={`/offers/${offer.slug}`}>{offer.name}</a>
          </h2>
          <p>{offer.description}</p>
        </>
      )}
      {view.figure && (
        <>
          <p>{messages.figureLead(view.figure.reference)}</p>
          <p>{view.figure.facts}</p>
          <ul>
            {view.figure.faults.map((fault) => (
              <li key={fault}>{t.figures.faults[fault]}</li>
            ))}
          </ul>
        </>
      )}
      {view.claim && <ClaimSubject claim={view.claim} />}
      {view.text && <blockquote className="notice care">{view.text}</blockquote>}
      {view.needsTwo && <p className="notice">{messages.needsTwo}</p>}
      {evidence?.first && (
        <p className="notice">{messages.firstBy(evidence.first.name, t.levels[evidence.first.level])}</p>
      )}
      {view.own && <p className="notice care">{messages.own}</p>}
      {criterion && (
        <ul className="small">
          {criterion.accepted.map(([level, description]) => (
            <li key={level}>
              <b>{t.levels[level as keyof typeof t.levels] ?? level}</b>
              {t.colon}
              {description}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type Files = NonNullable<ItemView['evidence']>['files'];

/** The documents beside the decision: pictures are shown, the others are opened. */
function EvidenceFileList({ files }: { files: Files }) {
  const messages = useMessages().steward;
  const locale = useLocale();
  if (files.length === 0) return null;
  return (
    <>
      <p className="font-semibold">{messages.files(files.length)}</p>
      <ul>
        {files.map(({ id, name, isPicture, kilobytes }) => (
          <li key={id}>
            <a href={`/evidence/${id}`}>{name}</a> ({messages.kilobytes(formatNumber(kilobytes, locale))})
            {isPicture && (
              <img
                className="mt-2 mb-3 max-h-[32rem] w-auto max-w-full border border-line"
                src={`/evidence/${id}`}
                alt={messages.pictureOf(name)}
                loading="lazy"
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The claims of a text that waits, in which words, and why its seller says that it is none. */
function ClaimSubject({ claim }: { claim: NonNullable<ItemView['claim']> }) {
  const t = useMessages();
  const messages = t.claimTexts;
  return (
    <>
      <h2 className="mt-0">{messages.fields[claim.field]}</h2>
      <p>
        {messages.why}
        {t.colon}
        {claim.kinds.map((kind) => messages.kinds[kind]).join(', ')}
      </p>
      <p className="small">{claim.found.join(' · ')}</p>
      {claim.isLive && <p className="small">{messages.liveForStewards}</p>}
      <FigureDifferences of={claim.differences} />
      {claim.note && (
        <p className="notice">
          {messages.noted}
          {t.colon}
          {claim.note}
        </p>
      )}
    </>
  );
}
