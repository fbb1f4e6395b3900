import { verifierKey } from '#app/domain/ledger/note.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { ledgerText } from '#app/town/ledger-text.ts';

/** The key that signs now. Not to be kept: after a rotation it would be held against checkpoints of its successor. */
export const loader = routeHandler('town/ledger.key', (ctx) => ledgerText(`${verifierKey(ctx.ledgerKey)}\n`));
