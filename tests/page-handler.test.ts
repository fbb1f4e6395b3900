// The handler of pages on a small build of its own: what loaders, actions and components say becomes one answer.
import { type AppLoadContext, data, type EntryContext, redirect, type ServerBuild } from '@remix-run/node';
import { expect, test } from 'vitest';
import { makePageHandler } from '../page-handler.ts';

type Routes = ServerBuild['routes'];

/** A page that shows what it was rendered with. `reported` are the errors that were told. */
function openPages(renders: () => void = () => {}) {
  const reported: unknown[] = [];
  const page = () => null;
  const route = (id: string, path: string | undefined, module: object, index = false) => ({
    [id]: { id, parentId: id === 'root' ? undefined : 'root', path, index, module: { default: page, ...module } },
  });
  const routes = {
    ...route('root', '', {
      loader: () => data({ name: 'root' }, { headers: [['set-cookie', 'a=1']] }),
      ErrorBoundary: page,
    }),
    ...route(
      'home',
      undefined,
      {
        loader: ({ request }: { request: Request }) => ({ url: request.url }),
        action: () => data({ typed: 'x' }, { status: 422 }),
      },
      true,
    ),
    ...route('offer', 'offers/:slug', {
      loader: ({ params }: { params: { slug: string } }) => {
        if (params.slug === 'none') throw new Response(null, { status: 404 });
        if (params.slug === 'bug') throw new Error('a secret of ours');
        return data(params, { headers: [['set-cookie', 'b=2']] });
      },
      action: () => redirect('/basket', { headers: { 'set-cookie': 'c=3' } }),
    }),
    ...route('file', 'file.csv', { default: undefined, loader: () => new Response('a;b') }),
    ...route('missing', 'missing.csv', {
      default: undefined,
      loader: () => {
        throw new Response(null, { status: 404 });
      },
    }),
    ...route('broken', 'broken.csv', {
      default: undefined,
      loader: () => {
        throw new Error('a secret of ours');
      },
    }),
  };
  const build = {
    routes: routes as unknown as Routes,
    assets: { routes: {} },
    future: { v3_singleFetch: true },
    entry: {
      module: {
        async default(_: Request, status: number, headers: Headers, { staticHandlerContext: loaded }: EntryContext) {
          renders();
          const errors = Object.values(loaded.errors ?? {}).map(
            (error: Error & { status?: number }) => error.status ?? error.message,
          );
          const { loaderData, actionData } = loaded;
          return new Response(JSON.stringify({ loaderData, actionData, errors }), { status, headers });
        },
        handleError: (error: unknown) => void reported.push(error),
      },
    },
  } as unknown as ServerBuild;
  const handle = makePageHandler(build);
  const ask = async (path: string, init?: RequestInit) => {
    const answer = await handle(new Request(`http://halle.test${path}`, init), {} as AppLoadContext);
    if (answer === null) return null;
    const text = await answer.text();
    return {
      status: answer.status,
      cookies: answer.headers.getSetCookie(),
      location: answer.headers.get('location'),
      ...(text.startsWith('{') ? JSON.parse(text) : { text }),
    };
  };
  return { ask, reported };
}

test('a page has the data of its loaders, their cookies, and no mark of a form', async () => {
  const { ask } = openPages();
  expect(await ask('/offers/chair')).toMatchObject({
    status: 200,
    cookies: ['a=1', 'b=2'],
    loaderData: { offer: { slug: 'chair' } },
    errors: [],
  });
  expect((await ask('/?index&q=index&index=2'))?.loaderData.home).toEqual({
    url: 'http://halle.test/?q=index&index=2',
  });
});

test('a form is answered by its action: a redirect, or the page with what was typed', async () => {
  const { ask } = openPages();
  const body = new URLSearchParams({ intent: 'add' });
  expect(await ask('/offers/chair', { method: 'POST', body })).toMatchObject({
    status: 302,
    location: '/basket',
    cookies: ['c=3'],
  });
  expect(await ask('/?index', { method: 'POST', body })).toMatchObject({
    status: 422,
    actionData: { home: { typed: 'x' } },
  });
});

test('what is missing or broken is an error page that tells nothing, and only faults are reported', async () => {
  const { ask, reported } = openPages();
  expect(await ask('/offers/none')).toMatchObject({ status: 404, errors: [404] });
  expect(await ask('/nowhere')).toMatchObject({ status: 404, errors: [404] });
  expect(reported).toEqual([]);
  const broken = await ask('/offers/bug');
  expect(broken).toMatchObject({ status: 500, errors: ['Unexpected Server Error'] });
  expect(JSON.stringify(broken)).not.toContain('secret');
  expect(reported).toMatchObject([{ message: 'a secret of ours' }]);
});

test('a component that throws is answered by the error page, and an error page that throws by a line', async () => {
  let renders = 0;
  const once = openPages(() => {
    if (renders++ === 0) throw new Error('a secret of ours');
  });
  expect(await once.ask('/offers/chair')).toMatchObject({ status: 500, errors: ['Unexpected Server Error'] });
  const always = openPages(() => {
    throw new Error('a secret of ours');
  });
  expect(await always.ask('/offers/chair')).toMatchObject({ status: 500, text: 'Unexpected Server Error' });
  expect([once.reported.length, always.reported.length]).toEqual([1, 2]);
});

test('a file is read without the router, and what is posted to it is left to the other handler', async () => {
  const { ask, reported } = openPages();
  expect(await ask('/file.csv')).toMatchObject({ status: 200, text: 'a;b' });
  expect(await ask('/file.csv', { method: 'POST' })).toBeNull();
  expect(await ask('/missing.csv')).toMatchObject({ status: 404 });
  expect(await ask('/broken.csv')).toMatchObject({ status: 500, text: 'Unexpected Server Error' });
  expect(reported.map(String)).toEqual(['Error: a secret of ours']);
});
