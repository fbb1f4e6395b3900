/** Strength of the evidence for a fact, from missing to measured. The scoring method gives each level its weight. */
export type EvidenceLevel = 'L0' | 'L1' | 'L2' | 'L2P' | 'L3' | 'L4';
export const evidenceLevels = ['L0', 'L1', 'L2', 'L2P', 'L3', 'L4'] as const satisfies readonly EvidenceLevel[];

/** Levels that a fact can have; L0 is the absence of one. */
export const provenLevels = ['L1', 'L2', 'L2P', 'L3', 'L4'] as const satisfies readonly EvidenceLevel[];
export type ProvenLevel = (typeof provenLevels)[number];
