// The shape of a rule of the claim guard. The rules are data, in the files beside it, by subject.
import type { ClaimEvidence, ClaimKind } from './claim-kinds.ts';

/**
 * One rule. `carriedBy` names facts of the same sentence with the evidence that carry them: then the claim is lawful with
 * the proof on file, and waits for a steward without it. A `hard` rule is carried by nothing.
 */
export type ClaimRule = {
  kind: ClaimKind;
  verdict: 'review' | 'refused';
  patterns: readonly string[];
  carriedBy?: readonly { fact: string; evidence: readonly ClaimEvidence[] }[];
  hard?: true;
  /** A denial in the sentence does not lift it: the denial is part of the claim. */
  undeniable?: true;
  /** Only a denial right before it lifts it: `costs the Earth nothing` denies no claim. */
  closely?: true;
  /** The law asks for more than the environment (recital 10): a label leaves it to a steward. */
  beyondLabel?: true;
};
