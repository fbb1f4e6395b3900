// A Merkle tree over a list that is no log: its root stands in an entry, and its leaves are shown one by one.
import { inclusionProof, leafHash, type NodeReader, nodesAfterAppend, rootHash } from './tree.server.ts';

/** The same tree as that of the log (RFC 6962), in memory. `proofOf` gives the sibling hashes of one leaf. */
export function createListTree(leaves: readonly string[]): { root: Buffer; proofOf: (index: number) => Buffer[] } {
  const nodes = new Map<string, Buffer>();
  const node: NodeReader = (level, index) => nodes.get(`${level}/${index}`)!;
  leaves.forEach((leaf, i) => {
    for (const added of nodesAfterAppend(i, leafHash(Buffer.from(leaf)), node))
      nodes.set(`${added.level}/${added.index}`, added.hash);
  });
  return {
    root: rootHash(leaves.length, node),
    proofOf: (index) => inclusionProof(index, leaves.length, node),
  };
}
