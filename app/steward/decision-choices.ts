// The choices of a decision on an item of the queue, as its form posts them and as people read them.
import type { QueueKind } from '#app/domain/moderation/queue.ts';
import type { ProvenLevel } from '#app/domain/shared/evidence-level.ts';
import type { Messages } from '#app/i18n/messages.ts';

type Subject = {
  kind: QueueKind;
  /** The steward works for the supplier: they may accept evidence, and not refuse it. */
  own: boolean;
  /** The levels above a declaration at which evidence can be accepted. */
  levels: readonly ProvenLevel[];
};

/** Posted values with their labels. */
export function decisionChoices({ kind, own, levels }: Subject, t: Messages): [string, string][] {
  const messages = t.steward;
  switch (kind) {
    case 'evidence':
      return [
        ...(['L1', ...levels] as const).map((level): [string, string] => [
          `accept:${level}`,
          messages.accept(t.levels[level]),
        ]),
        ...(own
          ? []
          : ([
              ['return', messages.returnIt],
              ['refuse', messages.refuse],
            ] as [string, string][])),
      ];
    case 'identity':
      return [
        ['yes', messages.identityAccept],
        ['no', messages.identityRefuse],
      ];
    case 'report':
      return [
        ['no', messages.dismissed],
        ['yes', messages.upheld],
      ];
    case 'offer':
      return [
        ['no', messages.kept],
        ['yes', messages.takenDown],
      ];
    case 'figure':
      return [
        ['no', messages.figureWithheld],
        ['yes', messages.figureReleased],
      ];
    case 'text':
      return [
        ['yes', messages.textAllow],
        ['no', messages.textRefuse],
      ];
    case 'recheck':
      return [
        ['yes', messages.stillTrue],
        ['no', messages.notTrue],
      ];
    default:
      return [];
  }
}
