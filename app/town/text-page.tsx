import type { ReactNode } from 'react';

/** A page of plain text: title, lead, titled paragraphs, and what follows them. */
export function TextPage({
  page: { title, lead, sections },
  children,
}: {
  page: { title: string; lead: string; sections: [string, string][] };
  children?: ReactNode;
}) {
  return (
    <div className="wrap section prose">
      <h1>{title}</h1>
      <p className="lead">{lead}</p>
      {sections.map(([heading, text]) => (
        <section key={heading}>
          <h2>{heading}</h2>
          <p className="mt-2">{text}</p>
        </section>
      ))}
      {children}
    </div>
  );
}
