// The edits of stewards' own forms: the texts of their fields now, and who changed them last.
import { creditLimitOf, findLastLimitChange } from '#app/domain/accounts/credit-limits.server.ts';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import type { Round } from '#app/domain/rounds/round.ts';
import { findLastRoundChange, listRounds } from '#app/domain/rounds/rounds.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import type { Editing, LastChange } from '#app/http/edit-conflicts.ts';

/** The fields of a weekday's round, its capacity empty if there is none. */
export function roundValues(round: Round | undefined) {
  return {
    kilos: round ? round.capacityGrams / 1000 : '',
    euros: round ? round.stopFeeCents / 100 : '',
    cutoffDays: round?.cutoffDays ?? 1,
    cutoffHour: round?.cutoffHour ?? 18,
    hours: round?.hours ?? '',
  };
}

export function roundEditing(ctx: Ctx, weekday: number): Editing {
  return {
    now: roundValues(listRounds(ctx).find((round) => round.weekday === weekday)),
    lastChange: () => lastRoundChange(ctx, weekday),
  };
}

export function lastRoundChange(ctx: Ctx, weekday: number): LastChange | null {
  return named(ctx, findLastRoundChange(ctx, weekday));
}

export function limitValues(limitCents: number) {
  return { limit: limitCents / 100 };
}

export function limitEditing(ctx: Ctx, organisationId: string): Editing {
  return {
    now: limitValues(creditLimitOf(ctx, organisationId)),
    lastChange: () => named(ctx, findLastLimitChange(ctx, organisationId)),
  };
}

function named(ctx: Ctx, change: { actor: string; at: string } | undefined): LastChange | null {
  return change ? { name: personNames(ctx, [change.actor]).get(change.actor) ?? null, at: change.at } : null;
}
