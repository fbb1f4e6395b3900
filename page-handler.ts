// Answers pages by React Router's static handler, which Remix stands on. Remix's own handler also encodes the data of every
// loader for the browser, copies the request for each loader, and compares Host with Origin once more; here no page runs
// React in the browser, and server.ts compares Origin with the configured one.
import type { AppLoadContext, EntryContext, HandleErrorFunction, ServerBuild } from '@remix-run/node';
import {
  type AgnosticDataRouteObject,
  createStaticHandler,
  getStaticContextFromError,
  isRouteErrorResponse,
  type LoaderFunction,
  matchRoutes,
  type StaticHandler,
  type StaticHandlerContext,
} from '@remix-run/router';

type Loaded = { request: Request; params: Params; context?: unknown };

/** Answers a request for a page, or one that reads a file; null for every other. */
export type PageHandler = (request: Request, context: AppLoadContext) => Promise<Response> | null;

export function makePageHandler(build: ServerBuild): PageHandler {
  const whole = openBranch(build);
  const branches = new Map<string, Branch>();
  const shared = {
    routeModules: Object.fromEntries(Object.entries(build.routes).map(([id, route]) => [id, route.module])),
    future: build.future,
    isSpaMode: false,
    serializeError: () => ({ message: hidden, stack: '' }),
    renderMeta: {},
  };

  /** Of an address that matches: the router matches each three times more, which costs with every route it tries. */
  function branchOf(matches: readonly { route: { id?: string } }[]): Branch {
    const ids = matches.flatMap(({ route }) => route.id ?? []);
    const leaf = ids.at(-1) ?? '';
    const branch = branches.get(leaf) ?? openBranch(withRoutes(build, ids));
    branches.set(leaf, branch);
    return branch;
  }

  async function answer(request: Request, context: AppLoadContext, branch: Branch, params: Params): Promise<Response> {
    const { query, dataRoutes, manifest } = branch;
    const { default: render, handleError } = build.entry.module;
    const report = (error: unknown) => handleError?.(error, { request, context, params });
    const show = (loaded: StaticHandlerContext) => {
      const page = { ...shared, manifest, staticHandlerContext: loaded } as unknown as EntryContext;
      return render(request, loaded.statusCode, cookiesOf(loaded), page, context) as Promise<Response>;
    };
    let loaded: StaticHandlerContext | Response;
    try {
      loaded = await query(request, { requestContext: context });
    } catch (error) {
      report(error);
      return new Response(null, { status: 500 });
    }
    if (loaded instanceof Response) return loaded;
    for (const error of Object.values(loaded.errors ?? {})) if (!isRouteErrorResponse(error)) report(error);
    loaded.errors = withoutDetails(loaded.errors);
    try {
      return await show(loaded);
    } catch (error) {
      // A component threw: once more, with the error page in its place.
      report(error);
      const failed = getStaticContextFromError(dataRoutes, loaded, error);
      failed.errors = withoutDetails(failed.errors);
      return show(failed).catch((second: unknown) => {
        report(second);
        return broken();
      });
    }
  }

  /** The router would match the address three times more, for what has neither a page nor a parent of its own. */
  async function readFile(load: Runner, args: Loaded & { params: Params; context: AppLoadContext }): Promise<Response> {
    try {
      const answer = await runner(load)(args);
      if (answer instanceof Response) return answer;
      throw new TypeError(`${args.request.url} is no page and answers no Response`);
    } catch (error) {
      if (error instanceof Response) return error;
      build.entry.module.handleError?.(error, args as Parameters<HandleErrorFunction>[1]);
      return broken();
    }
  }

  return (request, context) => {
    const matches = matchRoutes(whole.dataRoutes, new URL(request.url).pathname);
    const leaf = matches?.at(-1);
    const module = leaf && build.routes[leaf.route.id]!.module;
    if (module && module.default === undefined && module.ErrorBoundary === undefined)
      return request.method === 'GET' && module.loader && !new URL(request.url).searchParams.has('_data')
        ? readFile(module.loader as Runner, { request, params: leaf.params, context })
        : null;
    return answer(request, context, matches ? branchOf(matches) : whole, leaf?.params ?? {});
  };
}

type Params = Record<string, string | undefined>;

/** The router over some routes, and what it tells the renderer of them. */
type Branch = Pick<StaticHandler, 'query' | 'dataRoutes'> & { manifest: ServerBuild['assets'] };

function openBranch(build: ServerBuild): Branch {
  const future = { v7_relativeSplatPath: true, v7_throwAbortReason: true };
  const { query, dataRoutes } = createStaticHandler(routesBelow(build, undefined), { future });
  return { query, dataRoutes, manifest: build.assets };
}

function withRoutes(build: ServerBuild, ids: readonly string[]): ServerBuild {
  const only = <T>(routes: Record<string, T>) =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => ids.includes(id)));
  return { ...build, routes: only(build.routes), assets: { ...build.assets, routes: only(build.assets.routes) } };
}

/** The whole of what a reader learns about an error of ours. */
const hidden = 'Unexpected Server Error';

function broken(): Response {
  return new Response(hidden, { status: 500, headers: { 'content-type': 'text/plain' } });
}

/** The routes below `parentId` with their loaders and actions, as the static handler takes them. */
function routesBelow(build: ServerBuild, parentId: string | undefined): AgnosticDataRouteObject[] {
  const own = Object.values(build.routes).filter((route) => route.parentId === parentId);
  return own.map(({ id, path, index, caseSensitive, module }): AgnosticDataRouteObject => {
    const common = {
      id,
      ...(path !== undefined && { path }),
      hasErrorBoundary: parentId === undefined || module.ErrorBoundary !== undefined,
      ...(module.loader && { loader: runner(module.loader as Runner) }),
      ...(module.action && { action: runner(module.action as Runner) }),
    };
    if (index) return { ...common, index: true };
    return { ...common, ...(caseSensitive && { caseSensitive }), children: routesBelow(build, id) };
  });
}

/** A loader or an action, as the router calls it. */
type Runner = (args: Loaded) => ReturnType<LoaderFunction>;

function runner(run: Runner): Runner {
  return ({ request, params, context }) => run({ request: withoutMark(request), params, context });
}

/** Forms of index routes are marked with `?index`; loaders and actions do not see it. */
function withoutMark(request: Request): Request {
  if (!request.url.includes('index')) return request;
  const url = new URL(request.url);
  const values = url.searchParams.getAll('index');
  if (!values.includes('')) return request;
  url.searchParams.delete('index');
  for (const value of values) if (value !== '') url.searchParams.append('index', value);
  return new Request(url, request);
}

/** Of everything that loaders and actions say by headers, a page takes their cookies. */
function cookiesOf({ matches, actionHeaders, loaderHeaders }: StaticHandlerContext): Headers {
  const cookies = matches.flatMap(({ route }) =>
    [actionHeaders, loaderHeaders].flatMap((headers) => headers[route.id]?.getSetCookie() ?? []),
  );
  const headers = new Headers();
  for (const cookie of new Set(cookies)) headers.append('set-cookie', cookie);
  return headers;
}

function withoutDetails(errors: StaticHandlerContext['errors']): StaticHandlerContext['errors'] {
  if (!errors) return errors;
  const shown = Object.entries(errors).map(([id, error]) => [id, error instanceof Error ? new Error(hidden) : error]);
  return Object.fromEntries(shown) as StaticHandlerContext['errors'];
}
