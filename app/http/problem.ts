// Refusals for programs: problem details (RFC 9457). One shape for everything under /api.

export type ProblemStatus = 400 | 404 | 405 | 500;

const titles: Record<ProblemStatus, string> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Internal Server Error',
};

/**
 * A problem of the type `about:blank`, so that its title is the phrase of its status. `parameter` names the query
 * parameter that is wrong. Readable from any origin.
 */
export function problemResponse(
  status: ProblemStatus,
  detail: string,
  { parameter = null, headers = {} }: { parameter?: string | null; headers?: Record<string, string> } = {},
): Response {
  const problem = { type: 'about:blank', title: titles[status], status, detail, parameter };
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
      ...headers,
    },
  });
}
