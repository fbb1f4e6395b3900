import type { FileFault } from '#app/domain/shared/file-fault.ts';
import { useMessages } from '#app/i18n/language.tsx';

/** Why a file cannot be published: each field with its problem. */
export function FileFaultList({ name, faults }: { name: string; faults: readonly FileFault[] }) {
  const { fileFaults: messages } = useMessages();
  return (
    <>
      <p>{messages.lead(name)}</p>
      <ul>
        {faults.map(({ field, problem }) => (
          <li key={`${field} ${problem}`}>
            <code className="break-all">{field}</code> {messages.problems[problem]}
          </li>
        ))}
      </ul>
    </>
  );
}
