// A form that is posted when its session has ended: kept, shown again filled after signing in, never sent by itself.
import {
  dropKeptForm,
  hasKeptForm,
  type KeptForm,
  keepForm,
  keptMinutes,
  readKeptForm,
} from '#app/domain/accounts/kept-forms.server.ts';
import { typedValues } from './form-answer.ts';
import type { RequestContext } from './request-context.server.ts';

/** A body larger than an ordinary form is read only if the session tells whose it is: it may carry a file. */
const ordinaryBytes = 256 * 1024;

/** The form of a request whose body is not read yet; null if it is none that is kept. */
export async function readUnsignedForm(ctx: RequestContext, request: Request): Promise<FormData | null> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (request.method !== 'POST' || request.bodyUsed) return null;
  if (!(length <= ordinaryBytes) && ctx.sessionUserId === null) return null;
  try {
    return await request.formData();
  } catch {
    return null; // no form
  }
}

/** Keeps the texts of a form; no file, password or code. The `Set-Cookie` of its token, null if nothing is kept. */
export function keepPostedForm(ctx: RequestContext, form: FormData): string | null {
  const intents = form.getAll('intent');
  const [intent = null] = intents;
  if (intents.length > 1 || intent instanceof File) return null;
  const values = Object.fromEntries(Object.entries(typedValues(form)).filter(([name]) => !/code/i.test(name)));
  if (Object.keys(values).length === 0) return null;
  const previous = ctx.cookies.get(cookieName(ctx)) ?? null;
  const token = keepForm(ctx, {
    path: ctx.url.pathname,
    form: { intent, values },
    userId: ctx.sessionUserId,
    previous,
  });
  return token && keptFormCookie(ctx, token, keptMinutes * 60);
}

/** Whether the page that a person signs in for has a form of theirs. */
export function awaitsKeptForm(ctx: RequestContext, to: string): boolean {
  const token = ctx.cookies.get(cookieName(ctx));
  return token !== undefined && hasKeptForm(ctx, token, to.split('?', 1)[0] ?? '');
}

/** The kept form of the page that a signed-in person reads; null if there is none for them. */
export function findRestoredForm(ctx: RequestContext): KeptForm | null {
  const token = ctx.cookies.get(cookieName(ctx));
  if (!token || !ctx.user || ctx.url.searchParams.has('empty')) return null;
  return readKeptForm(ctx, token, ctx.url.pathname);
}

/** Forgets the kept form of a page whose form was taken. */
export function endKeptForm(ctx: RequestContext): void {
  const token = ctx.cookies.get(cookieName(ctx));
  if (token && ctx.user) dropKeptForm(ctx, token, ctx.url.pathname);
}

function cookieName({ secure }: Pick<RequestContext, 'secure'>): string {
  return secure ? '__Host-halle-form' : 'halle-form';
}

function keptFormCookie(ctx: RequestContext, token: string, seconds: number): string {
  return `${cookieName(ctx)}=${token}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${ctx.secure ? '; Secure' : ''}`;
}
