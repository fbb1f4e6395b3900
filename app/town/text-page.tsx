/** A page of plain text: title, lead, titled paragraphs. */
export function TextPage({
  page: { title, lead, sections },
}: {
  page: { title: string; lead: string; sections: [string, string][] };
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
    </div>
  );
}
