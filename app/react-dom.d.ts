/** The build for web streams has the functions of the other one; its types are not published apart. */
declare module 'react-dom/server.browser' {
  export { renderToReadableStream, renderToString } from 'react-dom/server';
}
