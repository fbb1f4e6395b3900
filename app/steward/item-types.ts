import type { QueueKind } from '#app/domain/moderation/queue.ts';

type Level = 'L1' | 'L2' | 'L2P' | 'L3' | 'L4';

/** One item of the stewards' queue, as its page receives it. */
export type ItemSubjectView = {
  item: string;
  kind: QueueKind;
  supplier: { slug: string; name: string };
  criterion: { label: string; measures: string; unit: string; accepted: [string, string][] } | null;
  fact: { value: number; level: Level } | null;
  needsTwo: boolean;
  own: boolean;
  text: string | null;
  evidence: {
    id: string;
    value: number;
    title: string;
    askedLevel: Level;
    datedOn: string;
    link: string | null;
    fileName: string | null;
    first: { name: string; level: Level } | null;
  } | null;
  jump: { before: number; after: number } | null;
  quarter: string | null;
  offer: { slug: string; name: string; description: string } | null;
};
