// The forms of a lent booking, one column that a thumb can fill: the step that comes next, and folded the rare ones.
import type { ReactNode } from 'react';
import { lentConditions } from '#app/domain/fulfilment/lending.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { AreaField, ChoiceField, Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import type { LentView } from './lending-view.server.ts';

export function LendingSteps({ lent }: { lent: LentView }) {
  const { lending } = useMessages();
  const locale = useLocale();
  const { steps, opensOn, undoUntil } = lent;
  return (
    <>
      {undoUntil && (
        <PostForm intents={['undo-step']} className="notice grid gap-3">
          <p>{lending.undo.lead(formatDateTime(undoUntil, locale))}</p>
          <Step intent="undo-step" label={lending.undo.now} />
        </PostForm>
      )}
      {opensOn && <p className="notice">{lending.handOut.opensOn(opensOn)}</p>}
      {steps.handOut && <HandOutForm lent={lent} />}
      {steps.takeBack && (
        <ConditionForm
          intent="take-back"
          title={lending.takeBack.title}
          label={lent.isLost ? lending.takeBack.found : lending.takeBack.now}
        />
      )}
      {steps.inspect && <ConditionForm intent="inspect" title={lending.inspect.title} label={lending.inspect.now} />}
      {(['miss', 'lose', 'replace'] as const).map((step) => steps[step] && <RareStep key={step} step={step} />)}
    </>
  );
}

function HandOutForm({ lent }: { lent: LentView }) {
  const { lending } = useMessages();
  const messages = lending.handOut;
  return (
    <PostForm intents={['hand-out']} kept={{ condition: 'good' }} className="panel grid gap-4">
      <h2>{messages.title}</h2>
      {lent.order && (
        <Field
          name="code"
          label={messages.code}
          hint={messages.codeHint}
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={8}
          optional={false}
        />
      )}
      <Field
        name="name"
        label={lent.order ? messages.name : messages.ownName}
        autoComplete="off"
        maxLength={120}
        optional={false}
      />
      <Field
        name="numbers"
        label={messages.numbers}
        hint={messages.numbersHint(lent.units)}
        autoComplete="off"
        maxLength={400}
        list="numbers-here"
      />
      <datalist id="numbers-here">
        {lent.numbersHere.map((number) => (
          <option key={number} value={number} />
        ))}
      </datalist>
      <ConditionFields />
      <Step intent="hand-out" label={messages.now} isMain />
      {lent.order && <p className="small">{messages.rest}</p>}
    </PostForm>
  );
}

function ConditionForm(form: { intent: 'take-back' | 'inspect'; title: string; label: string }) {
  return (
    <PostForm intents={[form.intent]} kept={{ condition: 'good' }} className="panel grid gap-4">
      <h2>{form.title}</h2>
      <ConditionFields />
      <Step intent={form.intent} label={form.label} isMain />
    </PostForm>
  );
}

function ConditionFields() {
  const { lending } = useMessages();
  return (
    <>
      <ChoiceField
        name="condition"
        legend={lending.condition}
        options={lentConditions.map((word) => [word, lending.conditions[word]] as const)}
        required
      />
      <AreaField name="note" label={lending.note} hint={lending.noteHint} rows={2} maxLength={300} />
    </>
  );
}

/** A step that cannot be undone stays folded, and says what it does. */
function RareStep({ step }: { step: 'miss' | 'lose' | 'replace' }) {
  const { lending } = useMessages();
  const { fold, lead, now } = lending[step];
  return (
    <details className="panel">
      <summary>{fold}</summary>
      <PostForm intents={[step]} className="mt-3 grid gap-3">
        <p className="small">{lead}</p>
        <Step intent={step} label={now} />
      </PostForm>
    </details>
  );
}

function Step({ intent, label, isMain = false }: { intent: string; label: string; isMain?: boolean }): ReactNode {
  return (
    <button
      type="submit"
      className={`button justify-self-stretch sm:justify-self-start ${isMain ? 'main' : ''}`}
      name="intent"
      value={intent}
    >
      {label}
    </button>
  );
}
