// The forms of lists: each function calls one verb and turns its result into a redirect or a refusal.
import { requireMembership } from '#app/domain/accounts/memberships.server.ts';
import type { ListChanger } from '#app/domain/buying/list-line.ts';
import { putListIntoBasket } from '#app/domain/buying/list-view.server.ts';
import {
  addFavourite,
  addLine,
  type BuyingList,
  changeLine,
  changeList,
  createList,
  getList,
  type ListedChange,
  type ListOwner,
  removeList,
} from '#app/domain/buying/lists.server.ts';
import { findPublishedOffers } from '#app/domain/catalogue/offers.server.ts';
import { basketCookie } from '#app/http/cookies.ts';
import { type FormAnswer, type FormRedirect, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { sameOriginPath } from '#app/http/handler.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { catalogues } from '#app/i18n/messages.ts';

type Settings = { name: string; owner: string; changedBy: ListChanger };

/** `owner`: the id of an organisation of the reader; empty for the reader. */
function ownerOf(ctx: RequestContext, { owner, changedBy }: Settings): ListOwner {
  if (owner !== '') requireMembership(ctx, owner);
  return { organisationId: owner || null, changedBy };
}

export function makeList(ctx: RequestContext, settings: Settings): FormAnswer {
  const made = createList(ctx, settings.name, ownerOf(ctx, settings));
  return made.ok ? goTo(`/lists/${made.id}`) : invalidForm(ctx.t.lists.fullLists);
}

/** Favourites that keep the name they began with are called so in the reader's language. */
export function nameOfList({ t }: Pick<RequestContext, 't'>, { isFavourites, name }: BuyingList): string {
  const isFirstName = Object.values(catalogues).some(({ lists }) => lists.favourites === name);
  return isFavourites && isFirstName ? t.lists.favourites : name;
}

/** From a card or an offer's page, back to it. */
export function keepFavourite(ctx: RequestContext, { offer: slug, to }: { offer: string; to: string }): FormRedirect {
  const back = sameOriginPath(to, '/lists');
  const [offer] = findPublishedOffers(ctx, [slug]);
  if (offer?.status !== 'live') return goTo(back, ['compare.gone']);
  const kept = addFavourite(ctx, ctx.t.lists.favourites, offer.id);
  return goTo(back, kept.ok ? ['list.kept'] : ['list.full']);
}

export function saveSettings(ctx: RequestContext, id: string, settings: Settings): FormAnswer {
  const changed = changeList(ctx, id, settings.name, ownerOf(ctx, settings));
  return changed.ok ? goTo(`/lists/${id}`, ['saved']) : invalidForm(ctx.t.lists.fullLists);
}

type TypedLine = { line: string; quantity: number | null; text: string };

/** The address of an offer of this town, pasted or typed, makes a line of it; other words stay words. */
export function addTypedLine(ctx: RequestContext, id: string, { line, quantity, text }: TypedLine): FormAnswer {
  const slug = /\/offers\/([\w-]{1,200})(?:[?#].*)?$/.exec(line)?.[1];
  const [offer] = slug ? findPublishedOffers(ctx, [slug]) : [];
  if (slug && !offer) return invalidInput({ line: ctx.t.formErrors.choice });
  const added = addLine(ctx, id, {
    offerId: offer?.id ?? null,
    quantity,
    text: offer ? text : [line, text].filter(Boolean).join(', '),
  });
  return added.ok ? goTo(`/lists/${id}`) : invalidForm(ctx.t.lists.full);
}

export function changeOneLine(ctx: RequestContext, id: string, lineId: number, change: ListedChange): FormRedirect {
  changeLine(ctx, id, lineId, change);
  return goTo(`/lists/${id}`, change.do === 'remove' ? ['list.line-removed', lineId] : null);
}

export function removeWholeList(ctx: RequestContext, id: string, undo: boolean): FormRedirect {
  const { name } = getList(ctx, id);
  removeList(ctx, id, !undo);
  return undo ? goTo(`/lists/${id}`) : goTo('/lists', ['list.removed', name, id]);
}

/** To the basket, or back to the list when nothing of it can be had; what was left out is said by name. */
export function fillFromList(ctx: RequestContext, id: string): FormRedirect {
  const { basketId, added, left } = putListIntoBasket(ctx, getList(ctx, id), ctx.basketId);
  const cookies = basketId ? [basketCookie(basketId, ctx.secure)] : [];
  return goTo(
    added > 0 ? '/basket' : `/lists/${id}`,
    ['list.in-basket', added, left.join(', ').slice(0, 300)],
    cookies,
  );
}
