// The state of a supplier, and its owner's next action.
import { useMessages } from '#app/i18n/language.tsx';
import { AreaField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import type { SellerHeader } from './seller-layout.tsx';

type Props = {
  supplier: SellerHeader;
  owner: boolean;
  next: string[];
  steps: { step: string; reason: string | null }[];
};

export function SupplierStatus({ supplier, owner, next, steps }: Props) {
  const t = useMessages().seller;
  const decided = steps.findLast(({ step }) => step === 'send-back' || step === 'suspend');
  const answerable = supplier.status === 'returned' || supplier.status === 'suspended';
  return (
    <div className={supplier.status === 'suspended' || supplier.status === 'returned' ? 'notice care' : 'notice'}>
      <p>
        <b>{t.states[supplier.status]}.</b> {t.stateHelp[supplier.status]}
      </p>
      {answerable && decided?.reason && <blockquote className="mt-2 font-semibold">{decided.reason}</blockquote>}
      {owner && (
        <div className="mt-3 flex flex-wrap gap-3">
          {(['submit', 'open', 'pause'] as const)
            .filter((step) => next.includes(step))
            .map((step) => (
              <PostForm intents={[step]} key={step}>
                <button
                  type="submit"
                  className={step === 'pause' ? 'button quiet' : 'button main'}
                  name="intent"
                  value={step}
                >
                  {t.act[step]}
                </button>
              </PostForm>
            ))}
        </div>
      )}
      {owner && answerable && (
        <PostForm intents={['reply']} className="mt-4 grid max-w-xl gap-3">
          <AreaField name="text" label={t.act.replyText} required maxLength={2000} />
          <button type="submit" className="button" name="intent" value="reply">
            {t.act.reply}
          </button>
        </PostForm>
      )}
    </div>
  );
}
